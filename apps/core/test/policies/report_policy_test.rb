# frozen_string_literal: true

require 'test_helper'

class ReportPolicyTest < Minitest::Test
  AUTHOR = User.new(id: 1, role: :editor)
  OTHER = User.new(id: 2, role: :editor)
  ADMIN = User.new(id: 3, role: :admin)

  def test_a_visitor_reads_only_what_is_published
    assert_predicate policy(nil, published: true), :show?
    refute_predicate policy(nil, published: false), :show?
  end

  def test_an_author_changes_their_own_draft_but_does_not_delete_it
    assert_predicate policy(AUTHOR, published: false), :update?
    refute_predicate policy(AUTHOR, published: false), :destroy?
  end

  def test_another_editor_changes_nothing
    refute_predicate policy(OTHER, published: true), :update?
    refute_predicate policy(OTHER, published: true), :destroy?
  end

  def test_an_admin_may_do_everything
    drafts = policy(ADMIN, published: false)

    assert_predicate drafts, :show?
    assert_predicate drafts, :update?
    assert_predicate drafts, :destroy?
  end

  private

  def policy(user, published:)
    ReportPolicy.new(user, Report.new(id: 9, title: 'Q3', author_id: 1, published:))
  end
end
