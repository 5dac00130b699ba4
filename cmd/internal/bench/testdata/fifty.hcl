# Fifty rules of a house, of the kinds and in the proportions of real ones: what
# make bench measures beside the native rules.

extends = []

param "verbs" {
  type    = list(string)
  default = ["get", "create", "update", "delete", "list", "fetch"]
}

param "paging" {
  type    = list(string)
  default = ["limit", "page", "cursor", "offset", "per_page", "starting_after"]
}

param "abbreviations" {
  type    = list(string)
  default = ["num", "qty", "amt", "addr", "desc", "cfg", "usr"]
}

param "max_properties" {
  type    = number
  default = 40
}

function "is_admin" {
  params = [path]
  result = anytrue([for p in ["/admin", "/internal", "/debug"] : startswith(path, p)])
}

function "is_text" {
  params = [value]
  result = value != null && length(tostring(value)) > 0
}

spec_rule "tagged" {
  title    = "Operation without a tag"
  severity = "medium"
  for_each = operation
  assert {
    condition     = length(self.tags) > 0
    error_message = "${self.method} ${self.path} has no tag"
  }
}

spec_rule "described" {
  title    = "Operation without a description"
  severity = "medium"
  for_each = operation
  assert {
    condition     = length(coalesce(self.summary, self.description)) >= 10
    error_message = "${self.method} ${self.path} says in no ten letters what it does"
  }
}

spec_rule "named_operation" {
  title    = "Operation without an ID in camel case"
  severity = "medium"
  for_each = operation
  assert {
    condition     = matches("^[a-z][A-Za-z0-9]*$", self.operation_id)
    error_message = "${self.method} ${self.path} has the ID ${coalesce(self.operation_id, "none")}"
  }
}

spec_rule "write_without_scope" {
  title    = "Write without a scope"
  severity = "high"
  for_each = operation
  where    = contains(["POST", "PUT", "PATCH", "DELETE"], self.method) && self.surface == "path"
  assert {
    condition     = self.auth.anonymous || length(self.auth.scopes) > 0
    error_message = "${self.method} ${self.path} needs a scope (has: ${join(", ", self.auth.schemes)})"
  }
}

spec_rule "kebab_path" {
  title    = "Path that is not in kebab case"
  severity = "medium"
  for_each = operation
  assert {
    condition     = alltrue([for s in self.segments : matches("^([a-z0-9-]+|[{].*[}])$", s)])
    error_message = "${self.method} ${self.path} is not written in kebab case"
  }
}

spec_rule "versioned_path" {
  title    = "Path without a version"
  severity = "medium"
  for_each = operation
  where    = self.surface == "path"
  assert {
    condition     = matches("^/v[0-9]+(/|$)", self.path)
    error_message = "${self.method} ${self.path} has no version"
  }
}

spec_rule "no_verb_in_path" {
  title    = "Verb in a path"
  severity = "medium"
  for_each = operation
  assert {
    condition     = !anytrue([for s in self.segments : has_words(s, param.verbs)])
    error_message = "${self.method} ${self.path} has a verb in its path"
  }
}

spec_rule "get_without_body" {
  title    = "GET with a body"
  severity = "medium"
  for_each = operation
  where    = self.method == "GET"
  assert {
    condition     = self.body == null
    error_message = "${self.method} ${self.path} takes a body"
  }
}

spec_rule "post_answers_201" {
  title    = "POST that never says created"
  severity = "medium"
  for_each = operation
  where    = self.method == "POST"
  assert {
    condition     = contains(self.codes, "201") || contains(self.codes, "202") || contains(self.codes, "200")
    error_message = "${self.method} ${self.path} never says that something was created"
  }
}

spec_rule "says_401" {
  title    = "Guarded operation without 401"
  severity = "medium"
  for_each = operation
  where    = !self.auth.anonymous
  assert {
    condition     = contains(self.codes, "401") || contains(self.codes, "4XX") || contains(self.codes, "default")
    error_message = "${self.method} ${self.path} does not say how it turns strangers away"
  }
}

spec_rule "says_429" {
  title    = "Operation without 429"
  severity = "medium"
  for_each = operation
  assert {
    condition     = anytrue([for c in self.codes : contains(["429", "4XX", "default"], c)])
    error_message = "${self.method} ${self.path} does not say what comes when there is too much"
  }
}

spec_rule "list_is_paged" {
  title    = "List without a page"
  severity = "medium"
  for_each = operation
  where    = self.method == "GET" && !endswith(self.path, "}")
  assert {
    condition     = anytrue([for p in self.parameters : contains(param.paging, p.name)])
    error_message = "${self.method} ${self.path} gives a list in one piece"
  }
}

spec_rule "owned" {
  title    = "Operation without an owner"
  severity = "medium"
  for_each = operation
  assert {
    condition     = is_text(self.ext["x-owner"]) || length(doc.contact) > 0
    error_message = "${self.method} ${self.path} has no owner"
  }
}

spec_rule "deprecated_has_sunset" {
  title    = "Deprecated operation without an end"
  severity = "medium"
  for_each = operation
  where    = self.deprecated
  assert {
    condition     = is_text(self.ext["x-sunset"])
    error_message = "${self.method} ${self.path} is deprecated without an end"
  }
}

spec_rule "admin_is_guarded" {
  title    = "Admin operation that is open"
  severity = "critical"
  for_each = operation
  where    = is_admin(self.path)
  assert {
    condition     = self.auth.access == "required"
    error_message = "${self.method} ${self.path} is open to everyone"
  }
}

spec_rule "snake_case" {
  title    = "Property that is not in snake case"
  severity = "medium"
  for_each = property
  assert {
    condition     = matches("^[a-z][a-z0-9_]*$", self.name)
    error_message = "property ${self.path} is not in snake case"
  }
}

spec_rule "no_abbreviation" {
  title    = "Property with an abbreviation"
  severity = "medium"
  for_each = property
  assert {
    condition     = !has_words(self.name, param.abbreviations)
    error_message = "property ${self.path} is abbreviated"
  }
}

spec_rule "bounded_text" {
  title    = "Text without a bound"
  severity = "medium"
  for_each = property
  where    = self.direction == "request" && self.type == "string"
  assert {
    condition     = self.max_length != null || self.enum != null || self.format != null || self.pattern != null
    error_message = "property ${self.path} can be of any length"
  }
}

spec_rule "bounded_number" {
  title    = "Number without bounds"
  severity = "medium"
  for_each = property
  where    = self.direction == "request" && contains(["integer", "number"], self.type) && self.enum == null
  assert {
    condition     = self.minimum != null && self.maximum != null
    error_message = "property ${self.path} has no bounds"
  }
}

spec_rule "bounded_list" {
  title    = "List without a bound"
  severity = "medium"
  for_each = property
  where    = self.type == "array" && self.direction == "request"
  assert {
    condition     = self.max_items != null
    error_message = "property ${self.path} can have any number of items"
  }
}

spec_rule "personal_in_list" {
  title    = "Personal data in a list"
  severity = "high"
  for_each = property
  where    = self.direction == "response" && self.in_array && self.sensitive == "personal"
  assert {
    condition     = self.ext["x-reviewed"] == true
    error_message = "property ${self.path} shows personal data of many"
  }
}

spec_rule "secret_is_write_only" {
  title    = "Credential in a response"
  severity = "high"
  for_each = property
  where    = self.direction == "response" && self.sensitive == "credential"
  assert {
    condition     = self.write_only
    error_message = "property ${self.path} is sent to clients"
  }
}

spec_rule "id_is_read_only" {
  title    = "ID that clients set"
  severity = "medium"
  for_each = property
  where    = self.name == "id" && self.direction == "request"
  assert {
    condition     = self.read_only || self.required
    error_message = "property ${self.path} is set by clients"
  }
}

spec_rule "time_has_format" {
  title    = "Time without a format"
  severity = "medium"
  for_each = property
  where    = endswith(self.name, "_at") || has_words(self.name, "date", "time", "timestamp")
  assert {
    condition     = contains(["date-time", "date", "unix-time", "duration"], self.format)
    error_message = "property ${self.path} is a time without a format"
  }
}

spec_rule "flag_is_positive" {
  title    = "Flag that says no"
  severity = "medium"
  for_each = property
  where    = self.type == "boolean"
  assert {
    condition     = !has_words(self.name, "no", "not", "disable", "disabled")
    error_message = "property ${self.path} is a flag that says no"
  }
}

spec_rule "money_is_no_float" {
  title    = "Money that is a float"
  severity = "medium"
  for_each = property
  where    = has_words(self.name, "amount", "price", "balance", "fee", "total")
  assert {
    condition     = self.type != "number"
    error_message = "property ${self.path} is money and a float"
  }
}

spec_rule "described_property" {
  title    = "Property without a description"
  severity = "medium"
  for_each = property
  where    = self.direction == "request" && self.required
  assert {
    condition     = length(self.description) > 0
    error_message = "property ${self.path} is not described"
  }
}

spec_rule "example_fits" {
  title    = "Example that is too long"
  severity = "medium"
  for_each = property
  where    = self.type == "string" && self.example != null && self.max_length != null
  assert {
    condition     = length(self.example) <= self.max_length
    error_message = "property ${self.path} has an example of ${length(self.example)} letters"
  }
}

spec_rule "currency_is_code" {
  title    = "Currency without a pattern"
  severity = "medium"
  for_each = property
  where    = has_words(self.name, "currency")
  assert {
    condition     = self.max_length == 3 || self.pattern != null || self.format != null
    error_message = "property ${self.path} is a currency of any text"
  }
}

spec_rule "url_has_format" {
  title    = "URL without a format"
  severity = "medium"
  for_each = property
  where    = self.type == "string" && has_words(self.name, "url", "uri", "link", "href")
  assert {
    condition     = contains(["uri", "url"], self.format) || self.max_length != null
    error_message = "property ${self.path} is a URL without a format"
  }
}

spec_rule "closed_request" {
  title    = "Request that takes any property"
  severity = "medium"
  for_each = schema_use
  where    = self.direction == "request" && self.type == "object" && self.role == "whole"
  assert {
    condition     = !self.open
    error_message = "${self.subject} takes any property"
  }
}

spec_rule "pascal_name" {
  title    = "Schema that is not in Pascal case"
  severity = "medium"
  for_each = schema_use
  where    = self.name != null
  assert {
    condition     = matches("^[A-Z][A-Za-z0-9]*$", self.name)
    error_message = "${self.subject} is not in Pascal case"
  }
}

spec_rule "typed" {
  title    = "Schema without a type"
  severity = "medium"
  for_each = schema_use
  where    = self.role == "whole" || self.role == "item"
  assert {
    condition     = self.type != null || self.enum != null || self.const != null
    error_message = "${self.subject} has no type"
  }
}

spec_rule "enum_has_values" {
  title    = "Enum without values"
  severity = "medium"
  for_each = schema_use
  where    = self.enum != null
  assert {
    condition     = length(self.enum) > 0 && length(self.enum) == length(distinct(self.enum))
    error_message = "${self.subject} lists values twice"
  }
}

spec_rule "not_too_wide" {
  title    = "Schema with too many properties"
  severity = "medium"
  for_each = schema_use
  where    = self.type == "object"
  assert {
    condition     = length(self.properties) <= param.max_properties
    error_message = "${self.subject} has ${length(self.properties)} properties"
  }
}

spec_rule "required_exist" {
  title    = "Demand for a property that is not there"
  severity = "medium"
  for_each = schema_use
  where    = length(self.required) > 0 && length(self.properties) > 0
  assert {
    condition     = length(setsubtract(self.required, self.properties)) == 0
    error_message = "${self.subject} demands ${join(", ", setsubtract(self.required, self.properties))}"
  }
}

spec_rule "items_typed" {
  title    = "List of anything"
  severity = "medium"
  for_each = schema_use
  where    = self.type == "array"
  assert {
    condition     = self.items_type != null || self.max_items != null
    error_message = "${self.subject} is a list of anything"
  }
}

spec_rule "no_bare_file" {
  title    = "File without a bound"
  severity = "medium"
  for_each = schema_use
  where    = self.format == "binary" && self.direction == "request"
  assert {
    condition     = self.max_length != null
    error_message = "${self.subject} takes a file of any size"
  }
}

spec_rule "pattern_is_bound" {
  title    = "Pattern without ends"
  severity = "medium"
  for_each = schema_use
  where    = self.pattern != null
  assert {
    condition     = startswith(self.pattern, "^") && endswith(self.pattern, "$")
    error_message = "${self.subject} has the pattern ${self.pattern}, which is not bound to its ends"
  }
}

spec_rule "limit_is_bounded" {
  title    = "Limit without a maximum"
  severity = "medium"
  for_each = parameter
  where    = has_words(self.name, "limit", "per page", "page size", "size")
  assert {
    condition     = self.maximum != null && self.maximum <= 1000
    error_message = "parameter ${self.name} has no maximum"
  }
}

spec_rule "no_secret_in_query" {
  title    = "Credential in a URL"
  severity = "high"
  for_each = parameter
  where    = self.in == "query"
  assert {
    condition     = self.sensitive != "credential"
    error_message = "parameter ${self.name} is a credential in a URL"
  }
}

spec_rule "snake_parameter" {
  title    = "Parameter that is not in snake case"
  severity = "medium"
  for_each = parameter
  where    = contains(["query", "path"], self.in)
  assert {
    condition     = matches("^[a-z][a-z0-9_]*([[][]])?$", self.name)
    error_message = "parameter ${self.name} is not in snake case"
  }
}

spec_rule "custom_header" {
  title    = "Header with X-"
  severity = "medium"
  for_each = parameter
  where    = self.in == "header"
  assert {
    condition     = !startswith(lower(self.name), "x-")
    error_message = "parameter ${self.name} begins with X-"
  }
}

spec_rule "bounded_parameter" {
  title    = "Text parameter without a bound"
  severity = "medium"
  for_each = parameter
  where    = self.type == "string"
  assert {
    condition     = self.max_length != null || self.enum != null || self.format != null
    error_message = "parameter ${self.name} can be of any length"
  }
}

spec_rule "described_response" {
  title    = "Answer without a description"
  severity = "medium"
  for_each = response
  assert {
    condition     = length(self.description) > 0
    error_message = "answer ${self.code} of ${self.operation.method} ${self.operation.path} is not described"
  }
}

spec_rule "json_answers" {
  title    = "Answer that is no JSON"
  severity = "medium"
  for_each = response
  where    = self.class == "success"
  assert {
    condition     = length(self.media_types) == 0 || anytrue([for m in self.media_types : strcontains(m, "json")])
    error_message = "answer ${self.code} of ${self.operation.method} ${self.operation.path} is ${join(", ", self.media_types)}"
  }
}

spec_rule "error_is_problem" {
  title    = "Error without a body"
  severity = "medium"
  for_each = response
  where    = contains(["client_error", "server_error", "default"], self.class)
  assert {
    condition     = length(self.media_types) > 0
    error_message = "answer ${self.code} of ${self.operation.method} ${self.operation.path} has no body"
  }
}

spec_rule "https_only" {
  title    = "Server without TLS"
  severity = "high"
  for_each = server
  assert {
    condition     = self.scheme == "https" || self.local
    error_message = "server ${self.url} has no TLS"
  }
}

spec_rule "bearer_is_jwt" {
  title    = "Bearer without a format"
  severity = "medium"
  for_each = security_scheme
  where    = self.http == "bearer"
  assert {
    condition     = self.bearer_format != null
    error_message = "scheme ${self.name} says nothing of its tokens"
  }
}

spec_rule "has_contact" {
  title    = "Document without a contact"
  severity = "medium"
  for_each = document
  assert {
    condition     = doc.contact != null && doc.license != null
    error_message = "nobody is named to ask"
  }
}
