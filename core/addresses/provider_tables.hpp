#pragma once

#include <array>
#include <string_view>

namespace latchkey {

/// One kind of mailbox for the public, and the domains under which it is reached.
struct MailboxProvider {
  /// The domains' names, the usual one first, separated by spaces.
  std::string_view domains;
  /// Do all of them lead to the same mailbox? Otherwise each has mailboxes of its own.
  bool one_mailbox;
  /// Does it take j.doe and jdoe for the same mailbox?
  bool ignores_dots;
};

/// Sources: the providers' own help pages on aliases. Gmail ignores dots and answers to
/// googlemail.com (https://support.google.com/mail/answer/7436150, /10313); Apple answers to me.com
/// and mac.com, Proton to pm.me and protonmail.com, Yandex to its country domains and ya.ru (where
/// a dot and a hyphen are the same letter, so that they are kept apart here).
inline constexpr std::array<MailboxProvider, 45> k_mailbox_providers = {{
    {"gmail.com googlemail.com", true, true},
    {"icloud.com me.com mac.com", true, false},
    {"proton.me protonmail.com pm.me protonmail.ch", true, true},
    {"yandex.ru yandex.com ya.ru yandex.by yandex.kz yandex.ua yandex.com.tr", true, false},
    {"fastmail.com fastmail.fm", false, false},
    {"outlook.com hotmail.com live.com msn.com outlook.de outlook.fr outlook.es outlook.it "
     "outlook.com.br outlook.in outlook.jp hotmail.co.uk hotmail.fr hotmail.de hotmail.it "
     "hotmail.es hotmail.com.br hotmail.nl hotmail.se live.co.uk live.fr live.nl live.de live.se "
     "live.dk live.no live.be live.it live.cn live.ca live.com.au",
     false, false},
    {"yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.co.in yahoo.in yahoo.co.jp "
     "yahoo.com.br yahoo.ca yahoo.com.au yahoo.com.ar yahoo.com.mx yahoo.com.sg yahoo.com.hk "
     "yahoo.com.tw yahoo.com.vn yahoo.co.id yahoo.gr yahoo.se yahoo.no yahoo.dk yahoo.pl yahoo.ro "
     "ymail.com rocketmail.com",
     false, false},
    {"aol.com aol.co.uk aol.de aim.com", false, false},
    {"gmx.de gmx.net gmx.com gmx.at gmx.ch gmx.fr gmx.co.uk", false, false},
    {"web.de", false, false},
    {"t-online.de", false, false},
    {"freenet.de", false, false},
    {"posteo.de posteo.net", false, false},
    {"mailbox.org", false, false},
    {"tutanota.com tutanota.de tuta.io tutamail.com tuta.com", false, false},
    {"hey.com", false, false},
    {"zoho.com zohomail.com zoho.eu", false, false},
    {"mail.ru inbox.ru list.ru bk.ru internet.ru", false, false},
    {"rambler.ru", false, false},
    {"ukr.net", false, false},
    {"i.ua", false, false},
    {"qq.com vip.qq.com foxmail.com", false, false},
    {"163.com", false, false},
    {"126.com", false, false},
    {"sina.com sina.cn", false, false},
    {"naver.com", false, false},
    {"daum.net hanmail.net", false, false},
    {"seznam.cz email.cz post.cz", false, false},
    {"centrum.cz", false, false},
    {"wp.pl", false, false},
    {"o2.pl", false, false},
    {"onet.pl onet.eu op.pl", false, false},
    {"interia.pl", false, false},
    {"libero.it", false, false},
    {"virgilio.it", false, false},
    {"orange.fr wanadoo.fr", false, false},
    {"free.fr", false, false},
    {"laposte.net", false, false},
    {"sfr.fr", false, false},
    {"uol.com.br bol.com.br", false, false},
    {"terra.com.br", false, false},
    {"btinternet.com", false, false},
    {"comcast.net", false, false},
    {"rediffmail.com", false, false},
    {"mail.com", false, false},
}};

/// Domains of the providers whose names are slips of the keyboard's favourites: the ones that
/// people mistype often enough to be tried.
inline constexpr std::array<std::string_view, 12> k_often_mistyped = {
    "gmail.com", "hotmail.com", "yahoo.com",      "outlook.com", "icloud.com", "live.com",
    "gmx.de",    "web.de",      "protonmail.com", "aol.com",     "mail.ru",    "yandex.ru"};

}  // namespace latchkey
