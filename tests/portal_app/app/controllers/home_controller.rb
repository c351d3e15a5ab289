# frozen_string_literal: true

class HomeController < ApplicationController
  before_action :authenticate_customer!

  def show; end
end
