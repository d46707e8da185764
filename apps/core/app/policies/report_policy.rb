# frozen_string_literal: true

# Authors and admins may change a report; everybody may read a published one.
class ReportPolicy < ApplicationPolicy
  def show?
    record.published || owner_or_admin?
  end

  def update?
    owner_or_admin?
  end

  def destroy?
    user&.admin? || false
  end

  private

  def owner_or_admin?
    return false if user.nil?

    user.admin? || record.author_id == user.id
  end
end
