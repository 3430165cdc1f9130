#pragma once

#include <string>

#include "core/base/json.h"
#include "core/kube/openapi.h"
#include "core/model/issue.h"

/// What of an object is not as its kind's schema describes it.
namespace core::kube {

/// A warning for each field that the schema does not have, with the one that was probably meant, and for each value of another type:
/// whether it is taken all the same is the server's to say. Fields that are missing are none of it, for a text may say a part of an
/// object; nor is null, which says nothing. No value is in what is said. At most 50.
/// @param path  of the object in its document, before each issue's own
void checkFields(const Schemas& schemas, const Schema& kind, const Json& object, const std::string& path,
                 model::Issues& issues);

} // namespace core::kube
