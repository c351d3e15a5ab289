#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/portal/html_page.hpp"
#include "core/base/expected.hpp"
#include "core/base/time.hpp"
#include "core/ports/mail_forms.hpp"

#include <string>
#include <variant>

namespace latchkey::portal {

/// The site said that it will send, on the page it redirects to: its words stand there.
struct SentAndRedirected {
  std::string to;
};

/// The token was not accepted, so nothing was done: the form must be fetched again.
struct TokenRefused {};

using SubmitAnswer = std::variant<FormReply, SentAndRedirected, TokenRefused, Error>;

/// What the page of the form is, before anything was sent: the form to fill in, or why not.
/// `page_url` is where it was asked for. A page that asks for something that only a person can
/// answer (`human_check`) is `misunderstood`, one that says how long to wait (429, 503 with
/// `Retry-After`) `rate_limited` with that time.
Expected<HtmlForm> form_to_fill(const std::string& service, const std::string& page_url,
                                const http::Response& response, TimePoint now);

/// What the answer to the sent form means (Devise before and after 4.9's statuses).
///
///   answer                                      meaning
///   a check for browsers or people              misunderstood: not acted on
///   302, 303 to the same site                   sent; the next page has the words
///   200, 422 with the form, class edit_…        already confirmed
///   200, 422 with the form, class new_…         no such account
///   200, 422 with the form and a CAPTCHA        misunderstood: nothing sent
///   422 without the form                        token refused: nothing sent
///   400, 401, 403, 404, 405, 429                not acted on
///   503 in Rack::Attack's words                 the same: its older versions answered so
///   everything else                             uncertain: a mail may have left
///
/// Devise's English texts are believed before the class, which is the sign in other languages; it
/// counts only where no other field than the email is marked as wrong.
SubmitAnswer submit_answer(const std::string& service, const std::string& form_url,
                           const http::Response& response, TimePoint now);

/// Reads the words on the page after a redirect: `accepted` where `says_that_a_mail_left`. In
/// Devise's paranoid mode they are the same for every address, and where they are the site's own or
/// the page could not be read that mode cannot be ruled out: all are `accepted_unproven`.
/// `misunderstood` where it is a demand to sign in: nothing was sent.
Expected<FormReply> redirect_words(const std::string& service,
                                   const Expected<http::Response>& next_page);

/// The error with `page_url` for doing it by hand, where a person with a browser may come through
/// though we did not (`misunderstood`, `refused`): asking again would not help.
Error with_way_by_hand(Error error, const std::string& page_url);

}  // namespace latchkey::portal
