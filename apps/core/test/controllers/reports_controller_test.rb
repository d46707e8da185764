# frozen_string_literal: true

require 'test_helper'

class ReportsControllerTest < Minitest::Test
  def setup
    @draft = Report.new(id: 1, title: 'Draft', author_id: 7, published: false)
    @report = Report.new(id: 2, title: 'Q3', author_id: 8, published: true)
  end

  def test_the_index_lists_what_the_visitor_may_see
    assert_equal [200, [{ 'id' => 2, 'title' => 'Q3', 'published' => true }]], answer(nil, :index)
  end

  def test_an_unpublished_report_is_forbidden_to_others
    assert_equal [403, { 'error' => 'forbidden' }], answer(nil, :show, id: 1)
  end

  def test_an_unknown_report_is_not_found
    assert_equal [404, { 'error' => 'not found' }], answer(nil, :show, id: 99)
  end

  def test_its_author_publishes_a_report
    status, content = answer(User.new(id: 7, role: :editor), :publish, id: 1)

    assert_equal 200, status
    assert content.fetch('published')
    assert @draft.published
  end

  def test_somebody_else_does_not_publish_it
    status, = answer(User.new(id: 8, role: :editor), :publish, id: 1)

    assert_equal 403, status
    refute @draft.published
  end

  private

  def answer(user, action, **params)
    controller = ReportsController.new(user:, reports: [@draft, @report])
    status, _headers, body = controller.call(action, **params)
    [status, JSON.parse(body.join)]
  end
end
