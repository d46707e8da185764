# frozen_string_literal: true

# What a user may do with a record: nothing, until a subclass says otherwise.
class ApplicationPolicy
  attr_reader :user, :record

  def initialize(user, record)
    @user = user
    @record = record
  end

  def show?
    false
  end

  def update?
    false
  end

  def destroy?
    false
  end
end
