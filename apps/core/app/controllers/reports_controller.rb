# frozen_string_literal: true

# Lists, shows and publishes reports.
class ReportsController < ApplicationController
  def initialize(user:, reports:)
    super(user:)
    @reports = reports
  end

  def index
    visible = reports.select { |report| ReportPolicy.new(user, report).show? }
    visible.map { |report| present(report) }
  end

  def show(id:)
    present(authorize(find(id), ReportPolicy, :show?))
  end

  def publish(id:)
    report = authorize(find(id), ReportPolicy, :update?)
    report.published = true
    present(report)
  end

  private

  attr_reader :reports

  def find(id)
    reports.find { |report| report.id == id } || raise(NotFound)
  end

  def present(report)
    { id: report.id, title: report.title, published: report.published }
  end
end
