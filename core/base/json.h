#pragma once

#include <nlohmann/json.hpp>

/// A decoded document, whatever it was written in (JSON or YAML). Member order is not kept: text that belongs to a
/// person is never written back from a document, it is edited in place (core/text/yaml.h).
namespace core {

using Json = nlohmann::json;

} // namespace core
