# frozen_string_literal: true

Rails.application.routes.draw do
  devise_for :customers
  root to: "home#show"
end
