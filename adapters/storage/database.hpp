#pragma once

#include "core/base/error.hpp"

#include <exception>
#include <functional>
#include <string>
#include <utility>

namespace soci {
class session;
class soci_error;
}  // namespace soci

namespace latchkey::storage {

/// The database that keeps the store. What differs between the kinds of it stands here, and in
/// dialect.hpp for the few statements that only one of them understands.
class Database {
 public:
  /// Throws soci::soci_error.
  using Work = std::function<void(soci::session&)>;

  /// It cannot be used at present, which is no fault of the work that was to be done.
  class Unusable : public std::exception {
   public:
    explicit Unusable(Error error) : error_(std::move(error)) {}
    [[nodiscard]] const Error& error() const { return error_; }
    [[nodiscard]] const char* what() const noexcept override { return error_.what.c_str(); }

   private:
    Error error_;
  };

  virtual ~Database() = default;

  /// What errors call it.
  [[nodiscard]] virtual const std::string& name() const = 0;

  /// Runs `work` in one transaction, all of it on disk when this returns; what it throws undoes
  /// everything. One after the other in the whole database, whoever else has it open: what a work
  /// reads nobody changes before it is committed. `work` may run again from its beginning. Throws
  /// `Unusable`, soci::soci_error and what `work` throws.
  virtual void in_transaction(const Work& work) = 0;

  /// Runs `work` in no transaction. Throws the same.
  virtual void alone(const Work& work) = 0;

  /// What an exception of `in_transaction` or `alone` means to whoever asked; what is none of the
  /// database's own is thrown on.
  [[nodiscard]] Error error_of(const std::exception_ptr& failure) const;

  /// From another thread, while a transaction is under way: breaks it off, so that it is tried once
  /// more.
  virtual void cut() {}

 private:
  [[nodiscard]] virtual Error meaning_of(const soci::soci_error& error) const = 0;
};

}  // namespace latchkey::storage
