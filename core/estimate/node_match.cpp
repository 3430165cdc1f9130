#include "core/estimate/node_match.h"

#include <algorithm>
#include <iterator>

namespace core::estimate::detail {
namespace {

using model::Requirement;
using snapshot::NodeTable;

constexpr std::string_view nodeNameField = "metadata.name";

bool valuePasses(const Requirement& requirement, std::string_view value)
{
    return model::matches(requirement, model::Labels{{requirement.key, std::string(value)}});
}

bool fieldIsValid(const Requirement& field)
{
    return (field.op == Requirement::Op::In || field.op == Requirement::Op::NotIn) && field.values.size() == 1;
}

bool termIsEmpty(const model::NodeSelectorTerm& term)
{
    return term.expressions.empty() && term.fields.empty();
}

void applyTest(const LabelTest& test, std::size_t first, std::size_t count, std::uint8_t* mask)
{
    if (test.values == nullptr) {
        if (test.yes[0] == 0) std::fill_n(mask, count, std::uint8_t{0});
        return;
    }
    const snapshot::Id* values = test.values + first;
    if (test.only != snapshot::absent) {
        const snapshot::Id only = test.only;
        for (std::size_t i = 0; i < count; ++i)
            mask[i] = static_cast<std::uint8_t>(mask[i] & static_cast<std::uint8_t>(values[i] == only));
        return;
    }
    const std::uint8_t* yes = test.yes.data();
    for (std::size_t i = 0; i < count; ++i) mask[i] = static_cast<std::uint8_t>(mask[i] & yes[values[i]]);
}

} // namespace

LabelTest labelTest(const NodeTable& nodes, const Requirement& requirement)
{
    LabelTest test;
    const std::uint8_t withoutLabel = model::matches(requirement, model::Labels{}) ? 1 : 0;
    const snapshot::LabelColumn* column = nodes.label(requirement.key);
    if (column == nullptr) {
        test.yes = {withoutLabel};
        return test;
    }
    test.values = column->values.data();
    test.yes.assign(column->distinct.size() + 1, 0);
    test.yes[0] = withoutLabel;
    using Op = Requirement::Op;
    // Only comparisons look at every value; lists of values are looked up.
    const bool listed = requirement.op == Op::In;
    const bool others = requirement.op == Op::NotIn || requirement.op == Op::Exists;
    std::fill(test.yes.begin() + 1, test.yes.end(), others ? std::uint8_t{1} : std::uint8_t{0});
    if (requirement.op == Op::In || requirement.op == Op::NotIn) {
        std::size_t found = 0;
        for (const std::string& value : requirement.values) {
            const snapshot::Id id = column->distinct.find(value);
            if (id == snapshot::absent) continue;
            test.yes[id] = listed ? 1 : 0;
            test.only = id;
            ++found;
        }
        if (!listed || found != 1) test.only = snapshot::absent;
    } else if (requirement.op == Op::Gt || requirement.op == Op::Lt) {
        for (snapshot::Id id = 1; id < test.yes.size(); ++id)
            test.yes[id] = valuePasses(requirement, column->distinct.text(id)) ? 1 : 0;
    }
    return test;
}

bool fieldPasses(const Requirement& field, std::string_view nodeName)
{
    // Any other field is known to no node; In and NotIn then compare with an empty text.
    const std::string_view value = field.key == nodeNameField ? nodeName : std::string_view{};
    return (field.values.front() == value) == (field.op == Requirement::Op::In);
}

TermTest termTest(const NodeTable& nodes, const model::NodeSelectorTerm& term)
{
    TermTest test;
    test.never = !term.valid || termIsEmpty(term) || !std::all_of(term.fields.begin(), term.fields.end(), fieldIsValid);
    if (test.never) return test;
    for (const Requirement& requirement : term.expressions) test.labels.push_back(labelTest(nodes, requirement));
    test.fields = term.fields;
    return test;
}

bool TermTest::passes(const NodeTable& nodes, std::size_t row) const
{
    return !never &&
           std::all_of(labels.begin(), labels.end(), [row](const LabelTest& test) { return test.passes(row); }) &&
           std::all_of(fields.begin(), fields.end(),
                       [&](const Requirement& field) { return fieldPasses(field, nodes.names[row]); });
}

NodeMatch::NodeMatch(const NodeTable& nodes, const model::Labels& selector,
                     const std::optional<std::vector<model::NodeSelectorTerm>>& terms)
{
    for (const auto& [key, value] : selector) {
        Requirement equals;
        equals.key = key;
        equals.values = {value};
        m_all.push_back(labelTest(nodes, equals));
    }
    if (!terms) return;
    m_terms.emplace();
    for (const model::NodeSelectorTerm& term : *terms) m_terms->push_back(termTest(nodes, term));
    // One term without fields is only a longer selector.
    if (m_terms->size() == 1 && !m_terms->front().never && m_terms->front().fields.empty()) {
        std::move(m_terms->front().labels.begin(), m_terms->front().labels.end(), std::back_inserter(m_all));
        m_terms.reset();
    }
}

bool NodeMatch::passes(const NodeTable& nodes, std::size_t row) const
{
    for (const LabelTest& test : m_all)
        if (!test.passes(row)) return false;
    return !m_terms ||
           std::any_of(m_terms->begin(), m_terms->end(), [&](const TermTest& term) { return term.passes(nodes, row); });
}

void NodeMatch::apply(const NodeTable& nodes, std::size_t first, std::size_t count, std::uint8_t* mask) const
{
    for (const LabelTest& test : m_all) applyTest(test, first, count, mask);
    if (!m_terms) return;
    constexpr std::size_t chunk = 1024;
    std::uint8_t any[chunk];
    std::uint8_t one[chunk];
    for (std::size_t start = 0; start < count; start += chunk) {
        const std::size_t n = std::min(chunk, count - start);
        std::fill_n(any, n, std::uint8_t{0});
        for (const TermTest& term : *m_terms) {
            if (term.never) continue;
            std::fill_n(one, n, std::uint8_t{1});
            for (const LabelTest& test : term.labels) applyTest(test, first + start, n, one);
            for (const Requirement& field : term.fields)
                for (std::size_t i = 0; i < n; ++i)
                    if (one[i] != 0 && !fieldPasses(field, nodes.names[first + start + i])) one[i] = 0;
            for (std::size_t i = 0; i < n; ++i) any[i] = static_cast<std::uint8_t>(any[i] | one[i]);
        }
        for (std::size_t i = 0; i < n; ++i) mask[start + i] = static_cast<std::uint8_t>(mask[start + i] & any[i]);
    }
}

bool matchesTerms(const std::vector<model::NodeSelectorTerm>& terms, const model::Labels& labels,
                  std::string_view nodeName)
{
    return std::any_of(terms.begin(), terms.end(), [&](const model::NodeSelectorTerm& term) {
        return term.valid && !termIsEmpty(term) && model::matches(term.expressions, labels) &&
               std::all_of(term.fields.begin(), term.fields.end(), [&](const Requirement& field) {
                   return fieldIsValid(field) && fieldPasses(field, nodeName);
               });
    });
}

bool matchesNode(const model::Labels& selector, const std::optional<std::vector<model::NodeSelectorTerm>>& terms,
                 const model::Node& node)
{
    for (const auto& [key, value] : selector) {
        const auto label = node.labels.find(key);
        if (label == node.labels.end() || label->second != value) return false;
    }
    return !terms || matchesTerms(*terms, node.labels, node.name);
}

std::optional<std::vector<std::string>> namedNodes(const std::optional<std::vector<model::NodeSelectorTerm>>& terms)
{
    if (!terms || terms->empty()) return std::nullopt;
    std::vector<std::string> all;
    for (const model::NodeSelectorTerm& term : *terms) {
        std::optional<std::vector<std::string>> ofTerm;
        for (const Requirement& field : term.fields) {
            if (field.key != nodeNameField || field.op != Requirement::Op::In) continue;
            std::vector<std::string> values = field.values;
            std::sort(values.begin(), values.end());
            if (ofTerm) {
                std::vector<std::string> both;
                std::set_intersection(ofTerm->begin(), ofTerm->end(), values.begin(), values.end(),
                                      std::back_inserter(both));
                values = std::move(both);
            }
            ofTerm = std::move(values);
        }
        if (!ofTerm) return std::nullopt; // terms are alternatives: this one leaves every node open
        all.insert(all.end(), ofTerm->begin(), ofTerm->end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace core::estimate::detail
