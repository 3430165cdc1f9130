#pragma once

#include "core/change/journal.h"
#include "core/change/make.h"

/// Whether a change that nobody heard the end of is in the cluster; detail of this room.
namespace core::change {

/// An intent's word for Step::Action::Owners.
inline constexpr const char* OwnersAction = "owners";

/// What the journal keeps of a step before it is sent: the object before, what is said, and what is expected of it.
[[nodiscard]] Json intentOf(const Step& step, const Made& made);

/// The object that an intent is about.
[[nodiscard]] model::ObjectRef refOf(const Json& intent);

struct Judgement {
    Entry::State state{}; ///< Done, Failed, Unknown; of a delete Accepted
    std::string why;
};
/// @param mayArrive  the request may still be under way: what is not there may come
[[nodiscard]] Judgement judge(const Json& intent, Api& api, bool mayArrive);
/// The same by the object as somebody saw it. @param live  null: there was none
[[nodiscard]] Judgement judge(const Json& intent, const Json& live, bool mayArrive);

/// " Until 12:01:30Z it may still come; ask then."; empty where it can come no more.
[[nodiscard]] std::string untilWhen(Time sent, Time now);

} // namespace core::change
