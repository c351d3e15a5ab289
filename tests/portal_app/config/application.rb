# frozen_string_literal: true

require "securerandom"
require "rails"
require "active_record/railtie"
require "action_controller/railtie"
require "action_view/railtie"
require "action_mailer/railtie"
require "pg"
require "devise"
require_relative "../lib/mail_journal"
require_relative "../lib/throttle"

module Portal
  def self.switched_on?(name)
    ENV[name] == "1"
  end

  # The portal's own table, and the role that Latchkey reads it with.
  def self.prepare_database
    schema = File.read(File.expand_path("../db/schema.sql", __dir__))
    ActiveRecord::Base.connection.execute(schema)
    Customer.reset_column_information
  end

  class Application < Rails::Application
    config.root = File.expand_path("..", __dir__)
    config.load_defaults 6.1
    config.eager_load = true
    config.secret_key_base = SecureRandom.hex(64)
    config.logger = ActiveSupport::Logger.new($stderr)
    config.log_level = :fatal

    # As a portal in production answers: static error pages, and CSRF tokens that are checked.
    config.consider_all_requests_local = false
    config.action_dispatch.show_exceptions = true
    config.action_controller.allow_forgery_protection = true
    config.session_store :cookie_store, key: "_customers_portal_session"

    config.i18n.available_locales = %i[en de]
    config.i18n.default_locale = ENV.fetch("PORTAL_LOCALE", "en").to_sym
    config.i18n.fallbacks = [:en]

    config.middleware.use Throttle

    ActionMailer::Base.add_delivery_method :journal, MailJournal
    config.action_mailer.delivery_method = :journal
    config.action_mailer.perform_deliveries = true
    config.action_mailer.raise_delivery_errors = true
  end
end
