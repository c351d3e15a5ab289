#pragma once

#include "adapters/http/http_client.hpp"
#include "tests/doubles/fake_slack.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace latchkey::contract {

/// `latchkey run` as a program, with a fake Slack that greets when it is told to.
class RunningBot {
 public:
  using Environment = std::map<std::string, std::string>;

  RunningBot();

  /// Starts it with this `[http]` section, and whatever comes after it. What it prints (text, on
  /// standard output) is read with `process()`.
  void start(const std::string& http = "listen = \"127.0.0.1:0\"", Environment environment = {});
  /// What it reads when it next resolves the token: "app_token" or "bot_token".
  void exchange(const std::string& setting, const std::string& token);
  /// Waits for its connection and greets it there.
  void greet();
  /// Asks it over HTTP, where its log says that it listens. Waits for that line the first time.
  http::Response get(const std::string& path);
  /// Asks until the answer has this status, for at most 30 s.
  http::Response wait_for(const std::string& path, int status);

  [[nodiscard]] harness::ChildProcess& process() { return *process_; }
  [[nodiscard]] doubles::FakeSlack& slack() { return slack_; }
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_.path(); }
  [[nodiscard]] std::string store_file() const { return directory_.path() / "latchkey.db"; }
  [[nodiscard]] std::string notify_socket() const { return directory_.path() / "notify"; }

 private:
  [[nodiscard]] std::string token_file(const std::string& setting) const;

  harness::TemporaryDirectory directory_;
  doubles::FakeSlack slack_;
  boost::asio::io_context io_;
  std::unique_ptr<http::Client> http_;
  std::string url_;
  std::unique_ptr<harness::ChildProcess> process_;
};

}  // namespace latchkey::contract
