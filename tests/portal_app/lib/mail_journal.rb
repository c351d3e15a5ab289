# frozen_string_literal: true

require "json"
require "net/smtp"

# An Action Mailer delivery method that writes down which mails left, and nothing of their text: the
# links in it are secrets.
class MailJournal
  # What Net::SMTP raises where the mail server does not take a recipient.
  REFUSED_DOMAIN = "@refused.example"

  def initialize(_settings); end

  def deliver!(mail)
    raise Net::SMTPFatalError, "550 5.7.1 refused" if mail.to.any? { |to| to.end_with?(REFUSED_DOMAIN) }

    line = { at: Time.now.utc.iso8601(6), to: mail.to.first, subject: mail.subject,
             kind: mail["X-Portal-Kind"].value }
    # One write in append mode: lines of mails that leave at once do not mix.
    File.open(ENV.fetch("PORTAL_MAIL_JOURNAL"), "a") { |file| file.write("#{line.to_json}\n") }
  end
end
