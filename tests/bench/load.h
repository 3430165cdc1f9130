#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

/// Lists and watch streams as a busy cluster sends them, made from three recorded-shape templates (data/). The same count gives the same
/// bytes wherever it is made: 10 000 pods are 121 604 398 bytes, 10 000 nodes 152 769 399.
namespace load {

using Text = std::string;
using Replacements = std::vector<std::pair<Text, Text>>;

inline Text digits(std::uint64_t value, int width, int base = 10)
{
    Text out;
    for (; value > 0 || static_cast<int>(out.size()) < width; value /= static_cast<std::uint64_t>(base))
        out.insert(out.begin(), "0123456789abcdef"[value % static_cast<std::uint64_t>(base)]);
    return out;
}

/// One pass from left to right; at each place the first key that stands there.
inline Text replaced(const Text& text, const Replacements& keys)
{
    Text out;
    out.reserve(text.size() + 64);
    for (std::size_t at = 0; at < text.size();) {
        const std::pair<Text, Text>* hit = nullptr;
        for (const auto& key : keys)
            if (text[at] == key.first[0] && text.compare(at, key.first.size(), key.first) == 0) {
                hit = &key;
                break;
            }
        out += hit != nullptr ? hit->second : Text(1, text[at]);
        at += hit != nullptr ? hit->first.size() : 1;
    }
    return out;
}

inline Text quotedMember(const Text& key, const Text& value)
{
    return "\"" + key + "\":\"" + value + "\"";
}

inline Text address(std::uint64_t n, std::uint64_t second)
{
    return "10." + std::to_string(second) + "." + std::to_string(n / 256 % 256) + "." + std::to_string(n % 256);
}

/// Items of a list, each in compact JSON.
class Items {
public:
    /// @param file data/sample_pods.json or data/sample_nodes.json, in `folder`
    Items(const Text& folder, bool pods)
        : m_pods(pods)
    {
        std::ifstream in(folder + (pods ? "/sample_pods.json" : "/sample_nodes.json"));
        const auto list = nlohmann::ordered_json::parse(in);
        for (const auto& item : list.is_array() ? list : list.at("items")) {
            m_templates.push_back(item);
            m_texts.push_back(item.dump());
        }
    }

    [[nodiscard]] Text at(std::uint64_t i) const
    {
        const nlohmann::ordered_json& item = m_templates[i % m_templates.size()];
        const auto& meta = item.at("metadata");
        const auto text = [](const nlohmann::ordered_json& value) { return value.get<Text>(); };
        const Text node = "cn-hangzhou." + address((m_pods ? i / 30 : i), (m_pods ? i / 30 : i) / 65536 % 256);
        const Text version = quotedMember("resourceVersion", std::to_string((m_pods ? 50'000'000 : 60'000'000) + i));
        Replacements keys;
        const Text uid = text(meta.at("uid"));
        keys.emplace_back(text(meta.at("name")), m_pods ? text(meta.at("generateName")) +
                                                              digits((i * 2654435761ULL) & 0xfffffU, 5, 16) +
                                                              std::to_string(i)
                                                        : node);
        keys.emplace_back(uid, digits(i, 8, 16) + uid.substr(8));
        keys.emplace_back(quotedMember("resourceVersion", text(meta.at("resourceVersion"))), version);
        if (m_pods) {
            keys.emplace_back(quotedMember("namespace", "shop"),
                              quotedMember("namespace", "ns-" + digits(i / 10 % 50, 2)));
            keys.emplace_back(quotedMember("team", "shop"), quotedMember("team", "team-" + digits(i / 10 % 12, 2)));
            keys.emplace_back(text(item.at("spec").at("nodeName")), node);
            keys.emplace_back(text(item.at("status").at("podIP")), address(i, 64 + i / 65536 % 64));
        }
        return replaced(m_texts[i % m_texts.size()], keys);
    }

    [[nodiscard]] Text list(std::uint64_t count) const
    {
        Text out = m_pods ? R"({"kind":"PodList")" : R"({"kind":"NodeList")";
        out += R"(,"apiVersion":"v1","metadata":{"resourceVersion":"70000000"},"items":[)";
        for (std::uint64_t i = 0; i < count; ++i) out += (i == 0 ? "" : ",") + at(i);
        return out + "]}\n";
    }

    [[nodiscard]] Text watch(std::uint64_t count) const
    {
        Text out;
        for (std::uint64_t i = 0; i < count; ++i)
            out += R"({"type":"MODIFIED","object":{"kind":")" + Text(m_pods ? "Pod" : "Node") +
                   R"(","apiVersion":"v1",)" + at(i).substr(1) + "}\n";
        return out;
    }

private:
    bool m_pods;
    std::vector<nlohmann::ordered_json> m_templates;
    std::vector<Text> m_texts;
};

} // namespace load
