#pragma once

#include "core/addresses/transliteration_rules.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace latchkey {

/// Letters in a name that tell from which writing it was carried over, separated by spaces. "^"
/// begins a mark that counts at a word's beginning, "$" ends one that counts at its end; a mark
/// with "$" alone is an ending, which short words have by accident, and counts from five letters
/// on.
struct ScriptMarks {
  std::uint16_t script;
  std::string_view marks;
};

/// Only what is rare elsewhere: a mark lets c and k, i and y, and the h of "Sarah" be the same
/// letter, which in English names they are not (Eric and Erik are two people).
inline constexpr auto k_script_marks = std::to_array<ScriptMarks>({
    {k_slavic,
     "ov$ ova$ ev$ eva$ koff$ noff$ roff$ loff$ eff$ iev$ sky$ ski$ skiy$ skij$ skyi$ skii$ skyy$ "
     "ska$ skaya$ skaia$ enko$ chuk$ czuk$ yuk$ iuk$ vich$ vic$ wicz$ vych$ shch zh kh dze$ "
     "shvili$ ^ya ^yu ^ye iy$ iya$ ij$ ii$ ^serg dmitr dmytr aleks oleks ^andrey$ ^andrei$ "
     "^andrij$ "
     "mikha mykha nikola mykol vlad slav$ ^tatia ^tatya ^tatj ^nataliy ^natalj ksen vasil ^iry "
     "volod anatol grig hryh ^dj uric$ aric$ abic$ olic$ anic$ dzic$ ^zelj ^snez ^dusan"},
    {k_arabic,
     "^al$ ^el$ ^abd ^alh ^alq ^alz ^alj ^alr ^elh ^elz ^elk muham moham mouham mohd ^ahm ^hass "
     "^hus ^hous ^hoss ^yous ^yus$ ^yus ullah$ eddin uddin eldin ^omar$ ^fat khal kh ^said$ saeed "
     "^sayed ^saye ibrah ^mahm ^mustaf ^mostaf ^moustaf aoud moud$ soud aq iq$ ^qas ^raq dh ^rahm "
     "^jama ^djam ^nass ^zain ^zein ^layl ^leil ^nour ^noor ^ayman ^aiman ^rashi ^rashe ^hisham "
     "^hicham ^tarek "
     "^dj tafa"},
    {k_indian,
     "kh bh jh dh singh kumar sharma sarma gupta patel redd chowd chaud choudh mukh banerj chatter "
     "krish krisn laksh laxm venk vaidya raman swam murth subra nath$ ^sri ^shri vij wij esh$ "
     "endra jit$ deep dip$ iyer nair$ nayar$ menon pillai agarw aggarw prakash ^dev$ ^deva$ lal$ "
     "vish vaish ^pra ^raj arath thiru saxen saksen sidd"},
    {k_chinese, "zh ^x ^hs ^qi ^xi ^lv ^lyu lv$ ^nv"},
    {k_japanese,
     "shi$ tsu chi$ hito$ moto$ mura$ yama suke$ taro$ tarou$ ichi$ oka$ kawa saki$ ^yuki ^yuu "
     "^kou ^sato$ ^satou$ ^satoh$ ^ito$ ^itou$ ^itoh$ ^ohta$ ^ota$ ^ono$ ^ohno$ kenta ^shou ^ryo"},
    {k_korean,
     "^kim$ ^gim$ ^lee$ ^yi$ ^park$ ^pak$ ^bak$ ^choi$ ^choe$ ^jung$ ^jeong$ ^chung$ ^kang$ ^cho$ "
     "^jo$ ^yoon$ ^yun$ ^jang$ ^chang$ ^lim$ ^shin$ ^seo$ ^kwon$ ^hwang$ ^ahn$ hyun hyeon yeon "
     "seok$ joon$ ^joon woo$ yeong seung hyung jae eun"},
    {k_greek,
     "poul idis$ ides$ akis$ atos$ oglou$ pou$ oulou$ idou$ akou$ ikou$ papad ^yorg ^iorg ^georgi "
     "giann ^yann niko konst dimit dimos eleft athan vass vasil ^stav"},
    {k_hebrew, "cohen kohen mizrah ^shai ^itz ^yitz ^chai ^haim moshe yosef tzv zvi"},
    {k_turkish,
     "oglu$ ehmet$ ^ahmet demir ^ozt ^oz yildi kilic celik sahin ^gul isik ^basar erdog dag$ ^cag "
     "^ays serk burak burcu tsch$ ^oezt ^oez guel"},
});

}  // namespace latchkey
