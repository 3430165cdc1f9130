#include "core/snapshot/privacy.h"

#include <algorithm>
#include <array>
#include <cctype>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/base/ascii.h"
#include "core/base/blanked.h"
#include "core/snapshot/faults.h"

namespace core::snapshot {
namespace {

bool startsWithAny(std::string_view text, std::initializer_list<std::string_view> starts)
{
    return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

bool isNameCharacter(char c)
{
    return ascii::isAlnum(c) || c == '_' || c == '-' || c == '.';
}

bool isSpace(char c)
{
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

/// Lower-case words of "--api-key", "HF_TOKEN", "apiKey".
std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words(1);
    char before = '-';
    for (const char c : name) {
        const bool upper = ascii::isUpper(c);
        const bool hump = upper && ascii::isLower(before);
        const bool letter = ascii::isAlnum(c);
        if ((hump || !letter) && !words.back().empty()) words.emplace_back();
        if (letter) words.back() += ascii::lower(c);
        before = c;
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

/// How long a value is that starts here: quoted, or up to a blank or what ends a command.
std::size_t valueLength(std::string_view text)
{
    if (text.empty()) return 0;
    if (text.front() == '"' || text.front() == '\'') {
        const std::size_t close = text.find(text.front(), 1);
        return close == std::string_view::npos ? text.size() : close + 1;
    }
    const auto ends = [](char c) { return isSpace(c) || c == ';' || c == '&' || c == '|'; };
    return static_cast<std::size_t>(std::find_if(text.begin(), text.end(), ends) - text.begin());
}

bool isNumber(std::string_view text)
{
    return !text.empty() && text.size() < 8 && std::all_of(text.begin(), text.end(), [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0;
    });
}

/// "https://user:pass@host/…" without what stands before the @.
std::string withoutUser(std::string text, Blank how)
{
    for (std::size_t at = text.find("://"); at != std::string::npos; at = text.find("://", at + 3)) {
        const std::size_t start = at + 3;
        const std::size_t end = std::min(text.find_first_of("/ \t\n\"'", start), text.size());
        const std::size_t mark = text.rfind('@', end == 0 ? 0 : end - 1);
        if (mark != std::string::npos && mark >= start && mark < end)
            text.replace(start, mark - start, inPlaceOf(text.substr(start, mark - start), how));
    }
    return text;
}

} // namespace

bool isKeptAnnotation(std::string_view key)
{
    // What is written on each pod as it starts (addresses, the time when a card was assumed) says nothing of where it may run, and would
    // keep the pods of one Deployment from sharing a shape.
    static constexpr std::array<std::string_view, 4> ofOnePod = {
        "k8s.aliyun.com/pod-ips", "k8s.aliyun.com/eci-instance-id", "k8s.aliyun.com/allocated-eni",
        "ALIYUN_COM_GPU_MEM_ASSUME_TIME"};
    if (std::find(ofOnePod.begin(), ofOnePod.end(), key) != ofOnePod.end()) return false;
    // Per-card shares and sharing modes, the provisioner's marks, drain protection, groups and their topology, which policy has
    // claimed a workload, which pods leave first.
    return startsWithAny(key,
                         {"goatscaler.io/", "cluster-autoscaler.kubernetes.io/", "leaderworkerset.sigs.k8s.io/",
                          "ALIYUN_COM_GPU_", "aliyun.com/gpu", "gpushare.alibabacloud.com/", "gpu.alibabacloud.com/",
                          "scheduling.x-k8s.io/", "scheduling.k8s.io/", "karpenter.sh/", "policy.karmada.io/",
                          "propagationpolicy.karmada.io/", "clusterpropagationpolicy.karmada.io/", "k8s.aliyun.com/",
                          "scheduler.framework.gpushare.", "alpha.jobset.sigs.k8s.io/exclusive-topology"}) ||
           key == "kubernetes.io/config.mirror" || key == "controller.kubernetes.io/pod-deletion-cost";
}

bool isKeptVariable(std::string_view name)
{
    if (isSecretName(name)) return false;
    static constexpr std::array<std::string_view, 16> names = {"CUDA_VISIBLE_DEVICES",
                                                               "NVIDIA_VISIBLE_DEVICES",
                                                               "NVIDIA_DRIVER_CAPABILITIES",
                                                               "PYTORCH_CUDA_ALLOC_CONF",
                                                               "TENSOR_PARALLEL_SIZE",
                                                               "PIPELINE_PARALLEL_SIZE",
                                                               "MAX_MODEL_LEN",
                                                               "GPU_MEMORY_UTILIZATION",
                                                               "MODEL_ID",
                                                               "MODEL_NAME",
                                                               "MODEL_PATH",
                                                               "HF_MODEL_ID",
                                                               "NUM_SHARD",
                                                               "QUANTIZE",
                                                               "DTYPE",
                                                               "KV_CACHE_DTYPE"};
    return startsWithAny(name, {"VLLM_", "SGLANG_", "TRITON_", "OLLAMA_", "LMDEPLOY_", "NCCL_"}) ||
           std::find(names.begin(), names.end(), name) != names.end();
}

bool isSecretName(std::string_view name)
{
    static constexpr std::array<std::string_view, 15> secret = {
        "token",       "apikey", "password", "passwd",    "passphrase", "pwd",  "secret",       "credential",
        "credentials", "ak",     "sk",       "accesskey", "secretkey",  "auth", "authorization"};
    const std::vector<std::string> words = wordsOf(name);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool last = i + 1 == words.size();
        if (words[i] == "token" && !last && (words[i + 1] == "id" || words[i + 1] == "ids")) continue;
        if (std::find(secret.begin(), secret.end(), words[i]) != secret.end()) return true;
        static constexpr std::array<std::string_view, 7> kinds = {"api",     "access", "private", "encryption",
                                                                  "signing", "ssl",    "license"};
        if (words[i] == "key" && i > 0 && std::find(kinds.begin(), kinds.end(), words[i - 1]) != kinds.end())
            return true;
    }
    return false;
}

bool isMark(std::string_view text)
{
    return text.size() == blankedText.size() + 3 && isBlanked(text);
}

std::string markOf(std::string_view value)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const std::uint64_t hash = XXH3_64bits(value.data(), value.size());
    return std::string(blankedText) + '-' + digits[(hash >> 4U) & 0xFU] + digits[hash & 0xFU];
}

std::string inPlaceOf(std::string_view value, Blank how)
{
    return how == Blank::Plain || isBlanked(value) ? std::string(isMark(value) ? value : blankedText) : markOf(value);
}

std::string withoutMarks(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const std::size_t at = std::min(text.find(blankedText), text.size());
        out += text.substr(0, at);
        text.remove_prefix(at);
        if (text.empty()) break;
        out += blankedText;
        text.remove_prefix(isMark(text.substr(0, blankedText.size() + 3)) ? blankedText.size() + 3
                                                                          : blankedText.size());
    }
    return out;
}

std::string withoutSecrets(std::string_view text, Blank how)
{
    std::string result;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto start = text.begin() + static_cast<std::ptrdiff_t>(at);
        const auto length = static_cast<std::size_t>(std::find_if_not(start, text.end(), isNameCharacter) - start);
        if (length == 0) {
            result += text[at++];
            continue;
        }
        const std::string_view name = text.substr(at, length);
        result += name;
        at += length;
        if (!isSecretName(name) || at >= text.size()) continue;
        std::size_t gap = at;
        const bool assigned = text[gap] == '=' || text[gap] == ':';
        const bool flag = name.starts_with("-");
        if (assigned) ++gap;
        if (assigned || flag)
            while (gap < text.size() && (text[gap] == ' ' || text[gap] == '\t')) ++gap;
        if (gap == at) continue;
        std::size_t end = gap + valueLength(text.substr(gap));
        std::string_view value = text.substr(gap, end - gap);
        if (value == "Bearer" || value == "Basic") { // "Authorization: Bearer …": the word behind it is the secret
            while (end < text.size() && isSpace(text[end])) ++end;
            end += valueLength(text.substr(end));
            value = text.substr(gap, end - gap);
        }
        result += text.substr(at, gap - at);
        at = gap;
        if (value.empty() || isNumber(value) || (flag && !assigned && value.starts_with("-"))) continue;
        result += inPlaceOf(value, how);
        at = end;
    }
    return withoutUser(std::move(result), how);
}

std::vector<std::string> withoutSecrets(std::vector<std::string> arguments, Blank how)
{
    bool secretNext = false;
    for (std::string& argument : arguments) {
        const bool value = secretNext && !argument.starts_with("-") && !isNumber(argument);
        secretNext = argument.starts_with("-") && argument.find_first_of("= \t\n") == std::string::npos &&
                     isSecretName(argument);
        argument = value ? inPlaceOf(argument, how) : withoutSecrets(std::string_view(argument), how);
    }
    return arguments;
}

/// @source k8s.io/apimachinery pkg/util/validation/field/errors.go: 'spec.x: Invalid value: "…": why'; what is no text stands there as
///         JSON or as Go prints it, whose end cannot be told
void keepOnlyWhatPlacementReads(model::AppliedTo& applied)
{
    constexpr std::string_view mark = " value: ";
    std::string& text = applied.message;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
        at += mark.size();
        const bool quoted = at < text.size() && text[at] == '"';
        std::size_t end = quoted ? at + 1 : text.size();
        while (quoted && end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
        end = std::min(quoted ? end + 1 : end, text.size());
        text.replace(at, end - at, blankedText);
        at += blankedText.size();
    }
    text = withoutSecrets(std::string_view(text));
}

void dropUnread(model::Pod& pod)
{
    std::erase_if(pod.annotations, [](const auto& entry) { return !isKeptAnnotation(entry.first); });
    // Nothing asks where these come from; a token's volume has another name in each pod.
    std::erase_if(pod.spec.volumes,
                  [](const model::PodVolume& volume) { return volume.kind == model::PodVolume::Kind::Other; });
}

void dropUnread(model::Node& node)
{
    node.annotations.clear();
    std::erase_if(node.conditions, [](const model::NodeCondition& condition) {
        return condition.type != "Ready" && !isolatesCards(condition);
    });
}

void keepOnlyWhatPlacementReads(model::Pod& pod)
{
    dropUnread(pod);
    for (auto* list : {&pod.spec.containers, &pod.spec.initContainers}) {
        for (model::Container& container : *list) {
            for (auto& [name, value] : container.env)
                value = isKeptVariable(name) ? withoutSecrets(std::string_view(value)) : std::string{};
            container.command = withoutSecrets(std::move(container.command));
            container.args = withoutSecrets(std::move(container.args));
        }
    }
}

} // namespace core::snapshot
