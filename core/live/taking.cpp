#include "core/live/taking.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/replace_file.h"
#include "core/base/shown.h"

namespace core::live {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<IfKnown, std::string_view>, 3> Names{
    {{IfKnown::Skip, "skip"}, {IfKnown::Replace, "replace"}, {IfKnown::KeepBoth, "keep-both"}}};

fs::path folderOfCopies(const std::string& settingsPath)
{
    return fs::path(settingsPath).parent_path() / "kubeconfigs";
}

/// A name of a connection may hold anything that a line can; that of a file may not.
std::string fileName(const std::string& name)
{
    constexpr std::size_t longest = 100;
    std::string out = name.substr(0, longest);
    for (char& c : out) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.';
        if (!plain) c = '_';
    }
    if (out.empty() || out.front() == '.') out.insert(out.begin(), '_');
    return out;
}

/// Nothing that is there is written over: another connection may lead through it.
fs::path freePath(const fs::path& folder, const std::string& name)
{
    fs::path path = folder / (name + ".yaml");
    std::error_code ignored;
    for (int i = 2; fs::exists(fs::symlink_status(path, ignored)); ++i)
        path = folder / (name + "-" + std::to_string(i) + ".yaml");
    return path;
}

Error faultOf(const kube::Problem& problem)
{
    return {Fault::Malformed, problem.fix.empty() ? problem.what : problem.what + " " + problem.fix, problem.where};
}

/// The text of the one context.
Result<std::string> alone(kube::Kubeconfig config, const std::string& context)
{
    if (!context.empty()) config.currentContext = context;
    const auto small = kube::minified(config);
    if (!small) return tl::unexpected(faultOf(small.error()));
    auto flat = kube::flattened(*small);
    if (!flat) return tl::unexpected(faultOf(flat.error()));
    for (auto& [name, user] : flat->users) {
        user.tokenFile = kube::located(user).tokenFile;
        if (user.exec && user.exec->command.find('/') != std::string::npos && !user.exec->command.starts_with('/'))
            return failure(Fault::Unsupported,
                           "A copy would not find the program, whose path starts at the kubeconfig's folder. Refer to "
                           "the file.",
                           shown(user.exec->command));
    }
    return text::toYaml(kube::view(*flat, kube::Show::Raw));
}

} // namespace

std::string_view name(IfKnown what)
{
    for (const auto& [one, text] : Names)
        if (one == what) return text;
    return {};
}

std::optional<IfKnown> ifKnownNamed(std::string_view name)
{
    for (const auto& [one, text] : Names)
        if (text == name) return one;
    return std::nullopt;
}

const std::string& knownAs(const Candidate& candidate)
{
    static const std::string none;
    if (!candidate.sameAs.empty()) return candidate.sameAs;
    return candidate.isRenamed ? candidate.saved.context : none;
}

Result<settings::Connection> connectionOf(const Taking& taking, const settings::Settings& settings)
{
    if (taking.replaces.empty()) {
        if (settings.connection(taking.made.name) != nullptr)
            return failure(Fault::Conflict, "There is another connection called " + shown(taking.made.name) +
                                                ". Choose another name, or say that it is to be replaced.");
        return settings::guarded(taking.made, taking.of, taking.readOnly);
    }
    const settings::Connection* known = settings.connection(taking.replaces);
    if (known == nullptr)
        return failure(Fault::NotFound, "There is no saved connection called " + shown(taking.replaces) + ".");
    settings::Connection made = settings::guarded(*known, taking.of, taking.readOnly);
    made.kubeconfig = taking.made.kubeconfig;
    made.kubeconfigs = taking.made.kubeconfigs;
    made.serverDigest = taking.made.serverDigest;
    made.context = taking.made.context;
    return made;
}

Result<std::string> keepCopy(const std::string& settingsPath, const settings::Connection& connection,
                             const kube::Environment& environment, const std::string& folder,
                             const std::optional<std::string>& pasted)
{
    if (settingsPath.empty())
        return failure(Fault::Unavailable, "There is no home folder to keep a copy in. Set HOME or XDG_CONFIG_HOME.");
    kube::Loaded loaded =
        pasted ? kube::read(*pasted, folder + "/pasted") : kube::load(lookupOf(connection, environment, folder));
    for (const kube::Problem& problem : loaded.problems)
        if (problem.severity == text::Severity::Error) return tl::unexpected(faultOf(problem));
    const Result<std::string> copy = alone(std::move(loaded.config), connection.context);
    if (!copy) return tl::unexpected(copy.error());
    const fs::path copies = folderOfCopies(settingsPath);
    std::error_code error(makePrivateFolder(copies.string()), std::generic_category());
    if (!error) fs::permissions(copies, fs::perms::owner_all, error);
    const fs::path path = freePath(copies, fileName(connection.name));
    const int number = error ? error.value() : replaceFile(path.string(), *copy);
    if (number != 0)
        return failure(Fault::Denied, std::string("It cannot be written: ") + std::strerror(number) + ".",
                       shown(path.string()));
    return path.string();
}

void dropCopy(const std::string& settingsPath, const std::string& kubeconfig, const settings::Settings& settings)
{
    if (settingsPath.empty() || kubeconfig.empty()) return;
    if (fs::path(kubeconfig).parent_path() != folderOfCopies(settingsPath)) return;
    const auto leadsThrough = [&](const settings::Connection& one) { return one.kubeconfig == kubeconfig; };
    if (std::ranges::any_of(settings.connections, leadsThrough)) return;
    std::error_code ignored;
    fs::remove(kubeconfig, ignored);
}

} // namespace core::live
