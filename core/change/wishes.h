#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/change/make.h"
#include "core/text/yaml.h"

/// What is wished for, by texts and by plans that are there.
namespace core::change {

struct WishSource {
    std::string cluster;    ///< a key of the Apis
    std::string name;       ///< the file; "-" is standard input; empty: the text stands in no file
    std::size_t number = 0; ///< of the document in it, from 0
};
/// Every object of a document with its place in it: "", or "/items/2" of a list. Lists are taken apart, those in them as well.
void eachObject(const Json& document, const std::function<void(const Json& object, const std::string& place)>& use);
/// One wish an object of the document; lists are taken apart.
void addWishes(std::vector<Wish>& all, const text::Document& document, const WishSource& source);

/// What a step of a plan wishes for, to make the plan again. Ways out that are in its text already stay there.
[[nodiscard]] Wish wishOf(const Step& step);
/// Whether the step only prepares the one behind it (a take-over), and comes again with that one's wish.
[[nodiscard]] bool isPreparation(const Plan& plan, std::size_t step);
/// Of all its steps, in the clusters that they were made for, by the names that these have now.
/// @errors Conflict: a cluster is another one by now; Unavailable: it is not reached
[[nodiscard]] Result<std::vector<Wish>> wishesOf(const Plan& plan, const Apis& apis);

/// What the plan is to have besides, so that its checks pass: each fix that is complete, or stands in the texts with the sources of its
/// values, and is no step yet. @param wishes  that the plan was made of
struct Fixes {
    std::vector<Wish> wishes;
    std::vector<std::string> left; ///< sentences: of what a person has to fill in first
};
[[nodiscard]] Fixes fixesOf(const Plan& plan, const std::vector<Wish>& wishes);
/// Of one check alone.
[[nodiscard]] Fixes fixesOf(const Plan& plan, const std::vector<Wish>& wishes, const model::Check& check);

} // namespace core::change
