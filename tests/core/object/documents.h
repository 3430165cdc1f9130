#pragma once

#include <rapidcheck.h>

#include "core/base/json.h"

namespace core::object {

/// Any small document: few names, so that two of them have much in common. Without null where `nulls` is false.
inline rc::Gen<Json> documents(bool nulls, int depth = 3)
{
    return rc::gen::exec([nulls, depth] {
        const int kind = depth == 3 ? 5 : *rc::gen::inRange(nulls ? 0 : 1, depth > 0 ? 7 : 4);
        Json value;
        switch (kind) {
        case 0: return value;
        case 1: return Json(*rc::gen::inRange(0, 3));
        case 2: return Json(*rc::gen::element<std::string>("", "a", "b/c", "d~e"));
        case 3: return Json(*rc::gen::arbitrary<bool>());
        case 4:
            value = Json::array();
            for (int i = *rc::gen::inRange(0, 3); i > 0; --i) value.push_back(*documents(nulls, depth - 1));
            return value;
        default:
            value = Json::object();
            for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
                value[*rc::gen::element<std::string>("a", "b", "b/c", "d~e", "0", "")] = *documents(nulls, depth - 1);
            return value;
        }
    });
}

} // namespace core::object
