#pragma once

#include <optional>
#include <utility>

namespace latchkey {

/// What a source says of one column of one account. Three things that must not be mixed up:
/// the service has no such thing at all; it has, but the column could not be read; it was read
/// (and may be empty).
template <class T>
class Field {
 public:
  /// The service has no such thing: checks that need it do not apply.
  Field() = default;
  /// It was read; `std::nullopt` is an empty column (SQL NULL, JSON null).
  Field(std::optional<T> value) : state_(State::read), value_(std::move(value)) {}
  Field(T value) : state_(State::read), value_(std::move(value)) {}

  static Field empty() { return Field(std::optional<T>{}); }
  /// The configuration names it, or the service has it, but it could not be read: checks that
  /// need it stay unanswered.
  static Field unreadable() {
    Field field;
    field.state_ = State::unreadable;
    return field;
  }

  [[nodiscard]] bool exists() const { return state_ != State::none; }
  [[nodiscard]] bool was_read() const { return state_ == State::read; }
  [[nodiscard]] bool is_empty() const { return was_read() && !value_; }
  /// The value where one was read, nothing in every other case.
  [[nodiscard]] const std::optional<T>& value() const { return value_; }

  bool operator==(const Field&) const = default;

 private:
  enum class State { none, unreadable, read };
  State state_ = State::none;
  std::optional<T> value_;
};

}  // namespace latchkey
