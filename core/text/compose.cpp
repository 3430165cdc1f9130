#include <algorithm>
#include <unordered_map>

#include "core/text/compose.h"
#include "core/text/resolve.h"
#include "core/text/tree.h"

namespace core::text {
namespace {

constexpr std::string_view MergeTag = "tag:yaml.org,2002:merge";

class Composer {
public:
    Composer(Document::Tree& tree, Problems& problems)
        : m_tree(tree)
        , m_problems(problems)
    {}

    bool run()
    {
        m_tree.entriesOf.assign(m_tree.nodes.size(), {0, 0});
        m_tree.value = value(0, 0);
        return !m_failed;
    }

private:
    /// One more for the count while inside of a repetition.
    struct Repeating {
        explicit Repeating(std::size_t& count)
            : m_count(count)
        {
            ++m_count;
        }
        ~Repeating() { --m_count; }
        std::size_t& m_count;
    };

    Json value(std::uint32_t id, std::size_t depth)
    {
        if (m_failed) return nullptr;
        const Node& node = m_tree.at(id);
        if (m_repeating > 0 && !afford(node)) return nullptr;
        if (depth > m_tree.limits.depth) {
            fail(node, "Aliases nest this document more than " + std::to_string(m_tree.limits.depth) + " levels deep.",
                 "Write the value out instead of the alias.", Cause::Depth);
            return nullptr;
        }
        switch (node.kind) {
        case Kind::Scalar: return scalar(node);
        case Kind::Sequence: return sequence(id, depth);
        case Kind::Mapping: return mapping(id, depth);
        case Kind::Alias: break;
        }
        const Repeating repeating(m_repeating);
        if (m_repeating == 1) m_outerAlias = id;
        return value(node.target, depth);
    }

    bool afford(const Node& node)
    {
        ++m_expanded;
        m_expandedBytes += node.text.size();
        if (m_expanded <= m_tree.limits.expanded && m_expandedBytes <= m_tree.limits.bytes) return true;
        fail(m_tree.at(m_outerAlias), "The aliases of this document repeat too much: it would grow beyond all bounds.",
             "Write out what is needed instead of repeating repetitions.", Cause::Aliases);
        return false;
    }

    Json scalar(const Node& node)
    {
        Resolved resolved = resolveScalar(node, m_tree.json);
        if (resolved.unfit) {
            report(node, "`" + node.text + "` is a number that JSON, and so Kubernetes, does not have.",
                   "Quote it if it is a text.", Severity::Error, Cause::Value);
        } else if (!resolved.fault.empty()) {
            report(node, std::move(resolved.fault), "Remove the tag, or write a value that fits it.");
        }
        return std::move(resolved.value);
    }

    Json sequence(std::uint32_t id, std::size_t depth)
    {
        Json::array_t items;
        const Node& node = m_tree.at(id);
        items.reserve(node.count);
        for (std::uint32_t i = 0; i < node.count && !m_failed; ++i)
            items.push_back(value(m_tree.child(id, i), depth + 1));
        return items;
    }

    struct Mapping {
        Json::object_t object;
        std::vector<Entry> entries;
        std::unordered_map<std::string, std::size_t> index;
        void set(Entry entry, Json value)
        {
            const auto [at, fresh] = index.try_emplace(entry.key, entries.size());
            object[entry.key] = std::move(value);
            if (fresh) {
                entries.push_back(std::move(entry));
            } else {
                entries[at->second] = std::move(entry);
            }
        }
    };

    Json mapping(std::uint32_t id, std::size_t depth)
    {
        Mapping made;
        const Node& node = m_tree.at(id);
        for (std::uint32_t i = 0; i + 1 < node.count && !m_failed; i += 2) {
            const std::uint32_t key = m_tree.child(id, i);
            const std::uint32_t item = m_tree.child(id, i + 1);
            if (isMergeKey(m_tree.at(key), m_tree.json)) {
                merge(made, key, item, depth);
            } else {
                entry(made, key, item, depth);
            }
        }
        if (m_repeating == 0) keepEntries(id, std::move(made.entries));
        return std::move(made.object);
    }

    void entry(Mapping& made, std::uint32_t key, std::uint32_t item, std::size_t depth)
    {
        auto name = keyName(m_tree, key, m_tree.json);
        Json content = value(item, depth + 1);
        if (!name) {
            badKey(m_tree.at(key));
            return;
        }
        const auto before = made.index.find(*name);
        if (before != made.index.end() && !made.entries[before->second].merged) {
            duplicate(*name, made.entries[before->second].keyNode, key);
        }
        made.set({std::move(*name), key, item, false}, std::move(content));
    }

    void keepEntries(std::uint32_t id, std::vector<Entry> entries)
    {
        std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
        m_tree.entriesOf[id] = {static_cast<std::uint32_t>(m_tree.entries.size()),
                                static_cast<std::uint32_t>(entries.size())};
        m_tree.entries.insert(m_tree.entries.end(), std::make_move_iterator(entries.begin()),
                              std::make_move_iterator(entries.end()));
    }

    /// Merges take effect where they stand, as in go-yaml v2: a key above the `<<` is overridden, one below overrides.
    void merge(Mapping& made, std::uint32_t key, std::uint32_t item, std::size_t depth)
    {
        const Node& node = m_tree.at(item);
        if (node.kind != Kind::Sequence) {
            mergeOne(made, key, item, item, depth);
            return;
        }
        for (std::uint32_t i = node.count; i > 0 && !m_failed; --i) {
            mergeOne(made, key, item, m_tree.child(item, i - 1), depth); // earlier ones win
        }
    }

    void mergeOne(Mapping& made, std::uint32_t key, std::uint32_t item, std::uint32_t what, std::size_t depth)
    {
        const Node& node = m_tree.at(what);
        const std::uint32_t target = node.kind == Kind::Alias ? node.target : what;
        if (m_tree.at(target).kind != Kind::Mapping) {
            report(node, "`<<` takes a mapping, or a list of mappings, to merge.",
                   "Write `<<: *name`, or quote the `<<`.");
            return;
        }
        Json merged = value(what, depth);
        if (!merged.is_object()) return;
        for (auto& [name, content] : merged.get_ref<Json::object_t&>()) {
            made.set({name, key, item, true}, std::move(content));
        }
    }

    void duplicate(const std::string& name, std::uint32_t first, std::uint32_t second)
    {
        const bool tolerated = m_tree.reading == Reading::Kubeconfig;
        const auto line = [&](std::uint32_t key) {
            return std::to_string(m_tree.source->place(m_tree.at(key).start).line);
        };
        report(m_tree.at(second),
               "The key `" + name + "` stands twice in this mapping, on lines " + line(first) + " and " + line(second) +
                   (tolerated ? "; the last one counts." : "."),
               "Remove one of the two.", tolerated ? Severity::Warning : Severity::Error, Cause::Repeated);
    }

    void badKey(const Node& node)
    {
        const bool collection = node.kind == Kind::Mapping || node.kind == Kind::Sequence;
        report(node,
               collection ? "A mapping or list stands here as a key; a key is a text."
                          : "This key is not a text, a number or a boolean.",
               collection ? "Quote the value if `{{ … }}` is a template that was left in." : "Quote the key.");
    }

    void report(const Node& node, std::string what, std::string fix, Severity severity = Severity::Error,
                Cause cause = Cause::Syntax)
    {
        if (m_repeating > 0) return; // said where it is written
        m_problems.add({severity, std::move(what), m_tree.source->span(node.start, node.end), std::move(fix), cause});
    }

    void fail(const Node& node, std::string what, std::string fix, Cause cause)
    {
        if (!m_failed) {
            m_problems.add(
                {Severity::Error, std::move(what), m_tree.source->span(node.start, node.end), std::move(fix), cause});
        }
        m_failed = true;
    }

    Document::Tree& m_tree;
    Problems& m_problems;
    std::size_t m_repeating = 0;
    std::uint32_t m_outerAlias = 0;
    std::size_t m_expanded = 0;
    std::size_t m_expandedBytes = 0;
    bool m_failed = false;
};

Resolved jsonScalar(const Node& node)
{
    Resolved resolved;
    if (node.style == Style::Double) {
        resolved.value = node.text;
    } else if (node.text.find_first_of(".eE") == std::string::npos || node.text == "true" || node.text == "false") {
        return resolvePlain(node.text);
    } else {
        resolved.value = Json::parse(node.text, nullptr, false); // a number, as its reader has seen
        resolved.unfit = resolved.value.is_discarded();
        if (resolved.unfit) resolved.value = nullptr;
    }
    return resolved;
}

} // namespace

Resolved resolveScalar(const Node& node, bool json)
{
    if (json) return jsonScalar(node);
    if (!node.tag.empty()) return resolveTagged(node.tag, node.text);
    if (node.style == Style::Plain || node.style == Style::Empty) return resolvePlain(node.text);
    Resolved resolved;
    resolved.value = node.text;
    return resolved;
}

bool isMergeKey(const Node& key, bool json)
{
    if (json || key.kind != Kind::Scalar || key.text != "<<") return false;
    return key.tag == MergeTag || (key.tag.empty() && key.style == Style::Plain);
}

std::optional<std::string> keyName(const Nodes& nodes, std::uint32_t key, bool json)
{
    const Node& written = nodes.nodes[key];
    const Node& node = written.kind == Kind::Alias ? nodes.nodes[written.target] : written;
    if (node.kind != Kind::Scalar) return std::nullopt;
    if (json) return node.text;
    return keyText(resolveScalar(node, json));
}

bool compose(Document::Tree& tree, Problems& problems)
{
    return Composer(tree, problems).run();
}

} // namespace core::text
