# frozen_string_literal: true

require_relative "../../lib/devise_49_statuses" if Portal.switched_on?("PORTAL_DEVISE_49")

Devise.setup do |config|
  require "devise/orm/active_record"
  config.parent_controller = "ApplicationController"
  config.mailer = "PortalMailer"
  config.mailer_sender = "no-reply@customers.portal.example"
  config.paranoid = Portal.switched_on?("PORTAL_PARANOID")
  config.stretches = 1
  config.case_insensitive_keys = [:email]
  config.strip_whitespace_keys = [:email]
  config.reconfirmable = true
  config.reset_password_within = 6.hours
  config.lock_strategy = :failed_attempts
  config.unlock_strategy = :both
  config.unlock_in = 1.hour
  config.maximum_attempts = 20
  config.last_attempt_warning = true
  config.sign_out_via = :delete
  if Portal.switched_on?("PORTAL_DEVISE_49")
    config.warden { |warden| warden.failure_app = Devise49Statuses::FailureApp }
  end
end
