# frozen_string_literal: true

require_relative 'models/report'
require_relative 'models/user'
require_relative 'policies/application_policy'
require_relative 'policies/report_policy'
require_relative 'controllers/application_controller'
require_relative 'controllers/reports_controller'
