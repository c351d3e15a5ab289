#pragma once

#include <array>
#include <string_view>

namespace latchkey {

/// Consecutive letters of Unicode and what plain letters stand for them, in their order and
/// separated by spaces; "-" is no letter.
struct LetterBlock {
  char32_t first;
  std::string_view plain;
};

/// Latin-1, Latin Extended-A, the Vietnamese and Romanian letters beyond it; Greek and Cyrillic by
/// the rules of passports (ICAO Doc 9303, part 3, section 6), in lower and upper case alike.
inline constexpr auto k_letter_blocks = std::to_array<LetterBlock>({
    {0xC0,
     "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss "
     "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th y"},
    {0x100,
     "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h i i i i i i "
     "i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n o o o o o o oe oe r r r r r r "
     "s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s"},
    {0x1A0, "o o"},
    {0x1AF, "u u"},
    {0x218, "s s t t"},
    {0x386, "a - e i i - o - y o i"},
    {0x391,
     "a v g d e z i th i k l m n x o p r - s t y f ch ps o i y a e i i y "
     "a v g d e z i th i k l m n x o p r s s t y f ch ps o i y o y o"},
    {0x401, "e - - ye - i i - - - - - - u -"},
    {0x410,
     "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia "
     "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia"},
    {0x451, "e - - ie - i i - - - - - - u -"},
    {0x490, "g g"},
    {0x1EA0,
     "a a a a a a a a a a a a a a a a a a a a a a a a e e e e e e e e e e e e e e e e i i i i "
     "o o o o o o o o o o o o o o o o o o o o o o o o u u u u u u u u u u u u u u y y y y y y y y"},
});

}  // namespace latchkey
