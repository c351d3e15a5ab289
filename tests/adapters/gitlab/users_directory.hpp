#pragma once

#include "adapters/gitlab/gitlab.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_clock.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::gitlab {

using doubles::fixture;
using doubles::json_response;

inline EmailAddress email(const std::string& text) {
  return EmailAddress::parse(text).value();
}

/// The accounts of a GitLab whose answers are scripted.
class UsersDirectory : public testing::Test {
 protected:
  UsersDirectory() {
    Options options;
    options.service = "GitLab.com";
    options.url = "https://gitlab.example/";
    options.token = Secret{"glpat-1"};
    options.deadline = std::chrono::seconds{5};
    directory_ = create_account_directory(std::move(options), http_, clock_);
  }

  void as_administrator() {
    http_.answer("/api/v4/user", json_response(200, fixture("gitlab/user_self_admin.json")));
  }
  void as_somebody_else() {
    http_.answer("/api/v4/user", json_response(200, fixture("gitlab/user_self_regular.json")));
  }
  Expected<AccountsFound> find(std::vector<std::string> texts = {"jane.doe@acme.example"},
                               Reach reach = Reach::look_alikes) {
    std::vector<EmailAddress> spellings;
    spellings.reserve(texts.size());
    for (const auto& text : texts) spellings.push_back(email(text));
    return doubles::await(directory_->find(spellings, reach));
  }

  doubles::FakeClock clock_{TimePoint{std::chrono::hours{24}}};
  doubles::ScriptedHttpClient http_;
  std::unique_ptr<AccountDirectory> directory_;
};

}  // namespace latchkey::gitlab
