# frozen_string_literal: true

class Customer < ActiveRecord::Base
  devise :database_authenticatable, :registerable, :confirmable, :recoverable, :lockable,
         :trackable, :validatable

  # The portal's own switch: off for accounts that a reseller made.
  def active_for_authentication?
    super && login_activated?
  end

  def inactive_message
    login_activated? ? super : :not_activated
  end
end
