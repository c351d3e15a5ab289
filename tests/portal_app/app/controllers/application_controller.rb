# frozen_string_literal: true

class ApplicationController < ActionController::Base
  protect_from_forgery with: :exception
  self.responder = Devise49Statuses::Responder if Portal.switched_on?("PORTAL_DEVISE_49")
end
