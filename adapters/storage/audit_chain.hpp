#pragma once

#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <string>

namespace latchkey::storage {

// What makes the record tell when somebody else wrote in it: HMAC-SHA-256 (RFC 2104) with a key
// that does not lie in the store, and SHA-256 commitments (FIPS 180-4) to what is forgotten one
// day. Everything is given as lower-case hex digits.

/// An entry as its row has it.
struct AuditRow {
  long long number = 0;
  /// Microseconds since 1970.
  long long at = 0;
  std::string action;
  std::string by;
  std::string channel;
  std::string service;
  std::string diagnosis;
  std::string subject;
  std::string result;
  std::string event;
  /// Empty where the entry is about nobody.
  std::string commitment;
  /// These three are emptied when the customer is forgotten.
  std::string customer;
  std::string words;
  std::string salt;
  std::string link;
};

/// 32 random bytes, for a key.
std::string random_key();

/// 16 random bytes: without them a commitment could be tried against a list of addresses.
std::string random_salt();

/// Commits to whom a row is about and what was said of it, without telling either.
std::string commitment_of(const AuditRow& row);

/// Ties a row, its customer by the commitment, to the link of the row before; that of the first is
/// empty.
std::string link_of(const AuditRow& row, const std::string& previous, const Secret& key);

/// The same for the same customer, and tells nobody who it is that does not have the key.
std::string customer_digest(const EmailAddress& customer, const Secret& key);

}  // namespace latchkey::storage
