#pragma once

#include <string>

#include "core/change/api.h"
#include "core/model/issue.h"

/// Texts beside the schemas of the server that they are for, before it is asked for a dry run.
namespace core::change {

/// Of each object of a document (lists are taken apart) the fields that the server does not know and the values of another type, each a
/// warning at its place. Nothing of a kind that the server publishes no schema of, or where it publishes none at all.
/// @param path  of the document, before the place of each
[[nodiscard]] model::Issues fieldFaults(const Json& document, const std::string& path, Api& api);

} // namespace core::change
