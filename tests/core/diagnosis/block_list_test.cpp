#include "core/diagnosis/block_list.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

// In the shapes that receiving servers use, addresses and names made up.
TEST(BlockList, IsNamedWhereTheServerRefusesTheSender) {
  for (const char* words :
       {"5.7.1 H:M11 [192.0.2.25] Connection refused due to abuse. See https://mailspike.example/",
        "5.7.1 Service unavailable; Client host [192.0.2.25] blocked using zen.spamhaus.example",
        "5.7.1 messages from [192.0.2.25] weren't sent, part of their network is on our block list",
        "5.7.1 Mail refused, IP listed at the DNSBL bl.example", "Blocked by RBL: rbl.example",
        "Your address has a poor reputation", "BLACKLISTED by our provider"}) {
    EXPECT_TRUE(names_block_list(words)) << words;
  }
}

TEST(BlockList, IsNotNamedByOtherRefusals) {
  for (const char* words :
       {"", "5.1.1 user unknown", "5.7.1 Recipient address rejected: access denied",
        "5.7.133 sender not authenticated for group", "5.2.2 mailbox full",
        "5.1.1 no such user marbles@acme.example", "verblasen unknown"}) {
    EXPECT_FALSE(names_block_list(words)) << words;
  }
}

TEST(StatusCode, IsFoundWhereverTheServerPutsIt) {
  EXPECT_EQ(status_code_in("5.7.1 refused"), "5.7.1");
  EXPECT_EQ(status_code_in("smtp; 550-5.1.1 no such account"), "5.1.1");
  EXPECT_EQ(status_code_in("mailbox full (4.2.2)"), "4.2.2");
  EXPECT_EQ(status_code_in("see 5.7.26."), "5.7.26");
}

// An IP address in the words is no verdict.
TEST(StatusCode, IsNeitherAnAddressNorAVersion) {
  for (const char* words : {"", "refused [192.0.2.25]", "refused 5.9.1.22", "4.2", "15.1.1",
                            "5.1.1a", "5..1", "3.1.1 odd", "5.1.", "5.1234.1"}) {
    EXPECT_EQ(status_code_in(words), "") << words;
  }
}

}  // namespace
}  // namespace latchkey
