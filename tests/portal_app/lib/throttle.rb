# frozen_string_literal: true

# What Rack::Attack answers to somebody who asked too often, before the application sees the form. As
# portals do, it counts by the address in the form; those of one domain have always had their share.
class Throttle
  THROTTLED_DOMAIN = "@throttled.example"

  def initialize(app)
    @app = app
  end

  def call(env)
    return @app.call(env) unless env["REQUEST_METHOD"] == "POST" && throttled?(Rack::Request.new(env))

    [429, { "Content-Type" => "text/plain", "Retry-After" => "60" }, ["Retry later\n"]]
  end

  private

  def throttled?(request)
    customer = request.params["customer"]
    customer.is_a?(Hash) && customer["email"].to_s.end_with?(THROTTLED_DOMAIN)
  end
end
