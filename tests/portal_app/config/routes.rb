# frozen_string_literal: true

Rails.application.routes.draw do
  devise_for :customers
  get "customers/sign_in_link/new", to: "sign_in_links#new"
  post "customers/sign_in_link", to: "sign_in_links#create", as: :customer_sign_in_link
  root to: "home#show"
end
