# frozen_string_literal: true

# A form that mails a one-time sign-in link, in the way of the gem devise-passwordless: errors are a
# flash above the form, and in paranoid mode there are none. The link itself is no part of it.
class SignInLinksController < ApplicationController
  def new
    @customer = Customer.new
  end

  def create
    @customer = Customer.find_by(email: params.dig(:customer, :email).to_s.strip.downcase)
    return refuse unless @customer || Devise.paranoid

    PortalMailer.sign_in_link(@customer).deliver_now if @customer
    redirect_to new_customer_session_path, notice: words(Devise.paranoid ? :paranoid : :sent),
                                           status: devise_49? ? :see_other : :found
  end

  private

  def refuse
    @customer = Customer.new
    flash.now[:alert] = words(:unknown)
    render :new, status: devise_49? ? :unprocessable_entity : :ok
  end

  def words(key)
    t("sign_in_links.#{key}")
  end

  def devise_49?
    Portal.switched_on?("PORTAL_DEVISE_49")
  end
end
