# frozen_string_literal: true

require 'json'

# Answers as Rack does: status, headers, body. Nothing is answered without a policy's consent.
class ApplicationController
  class Forbidden < StandardError; end
  class NotFound < StandardError; end

  def initialize(user:)
    @user = user
  end

  # Calls the action and turns what it raises into a status.
  def call(action, **params)
    json(200, public_send(action, **params))
  rescue Forbidden
    json(403, { error: 'forbidden' })
  rescue NotFound
    json(404, { error: 'not found' })
  end

  private

  attr_reader :user

  def authorize(record, policy_class, query)
    raise Forbidden unless policy_class.new(user, record).public_send(query)

    record
  end

  def json(status, content)
    [status, { 'content-type' => 'application/json' }, [JSON.generate(content)]]
  end
end
