#pragma once

#include <string>
#include <vector>

#include "core/model/labels.h"

/// The selectors' rules on one value, for those who keep values in columns and ask once per distinct one.
namespace core::model {

/// matches(Requirement, Labels) on the label's own value; nullptr where the label is absent.
[[nodiscard]] bool matches(const Requirement& requirement, const std::string* value);
/// A cluster affinity's requirement on the field `zone`: In holds for any overlap, NotIn for none; Gt and Lt never hold.
[[nodiscard]] bool matchesZones(const Requirement& requirement, const std::vector<std::string>& zones);

} // namespace core::model
