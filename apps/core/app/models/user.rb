# frozen_string_literal: true

# Someone who is signed in.
User = Struct.new(:id, :role, keyword_init: true) do
  def admin?
    role == :admin
  end
end
