# frozen_string_literal: true

# Statuses as of Devise 4.9 with a new application's initializer (responder.error_status
# :unprocessable_entity, responder.redirect_status :see_other), on Debian's 4.8.1.
# https://github.com/heartcombo/devise/blob/v4.9.0/lib/devise/controllers/responder.rb
module Devise49Statuses
  class Responder < ActionController::Responder
    protected

    def navigation_behavior(error)
      raise error if get?

      if has_errors? && default_action
        render rendering_options.merge(status: :unprocessable_entity)
      else
        redirect_to navigation_location, status: :see_other
      end
    end
  end

  # A sign-in that is refused on the page itself is 422; the redirect of an unconfirmed one stays 302.
  class FailureApp < Devise::FailureApp
    def recall
      super
      response[0] = 422 if response[0] == 200
    end
  end
end
