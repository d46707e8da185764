# frozen_string_literal: true

# A report belongs to its author; others see it once it is published.
Report = Struct.new(:id, :title, :author_id, :published, keyword_init: true)
