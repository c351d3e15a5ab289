# frozen_string_literal: true

class PortalMailer < Devise::Mailer
  protected

  # Lets the journal tell a confirmation from a reset without reading the subject.
  def headers_for(action, options)
    super.merge("X-Portal-Kind" => action.to_s)
  end
end
