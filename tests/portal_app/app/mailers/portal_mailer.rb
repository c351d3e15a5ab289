# frozen_string_literal: true

class PortalMailer < Devise::Mailer
  def sign_in_link(customer)
    devise_mail(customer, :sign_in_link)
  end

  protected

  # Lets the journal tell a confirmation from a reset without reading the subject.
  def headers_for(action, options)
    super.merge("X-Portal-Kind" => action.to_s)
  end
end
