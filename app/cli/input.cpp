#include "app/cli/input.h"
#include "core/base/ascii.h"
#include "core/change/secrets.h"
#include "core/model/object_ref.h"
#include "core/text/told.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* standardInput = "standard input";
/// Of one text, with a byte more than may be read, so that the reader itself says what is too much.
constexpr std::size_t mostBytes = core::text::Limits{}.bytes + 1;
/// Of all texts together: what is decoded takes many times its size.
constexpr std::size_t mostBytesOfAll = std::size_t{32} << 20U;
constexpr std::size_t mostFiles = 10'000;

tl::unexpected<core::Error> systemFault(int number, const std::string& path)
{
    switch (number) {
    case ENOENT:
        return core::failure(core::Fault::NotFound,
                             "There is no such file or folder. Check the path, and the folder that it starts from.",
                             path);
    case EACCES:
    case EPERM:
        return core::failure(core::Fault::Denied,
                             "No permission to read it. Ask its owner, or change its mode with chmod.", path);
    default:
        return core::failure(core::Fault::Unavailable, std::string("It cannot be read: ") + std::strerror(number) + ".",
                             path);
    }
}

core::Result<std::string> readAll(int descriptor, const std::string& name, std::size_t limit)
{
    std::string bytes;
    constexpr std::size_t piece = 1U << 16U;
    while (bytes.size() < limit) {
        const std::size_t had = bytes.size();
        const std::size_t most = std::min(piece, limit - had);
        bytes.resize(had + most);
        const ssize_t got = ::read(descriptor, bytes.data() + had, most);
        bytes.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got == 0) break;
        if (got < 0 && errno != EINTR) return systemFault(errno, name);
    }
    return bytes;
}

/// A chart's template: no YAML until helm has filled it in, though some can be read as such.
bool isTemplate(const std::string& bytes)
{
    return bytes.find("{{") != std::string::npos && !core::text::parse(bytes).ok();
}

/// What stands beside a chart's templates: its description, and the values that helm fills into them. A key of theirs may be
/// called as one of a manifest.
bool isOfChart(const fs::path& path)
{
    constexpr const char* description = "Chart.yaml";
    const std::string name = path.filename().string();
    if (name != description && !name.starts_with("values")) return false;
    const core::Result<std::string> bytes = readFile((path.parent_path() / description).string(), mostBytes);
    if (!bytes) return false;
    const core::text::File file = core::text::parse(*bytes);
    return file.ok() && file.documents.size() == 1 && core::model::isHelmChart(file.documents.front().value());
}

bool isManifest(const fs::path& path)
{
    const std::string ending = path.extension().string();
    return ending == ".yaml" || ending == ".yml" || ending == ".json";
}

/// The manifests of a folder, sorted; hidden files and links out of it are left alone, as kubectl does.
core::Result<std::vector<std::string>> filesIn(const std::string& folder, bool recursive)
{
    std::vector<std::string> files;
    std::vector<fs::path> folders{folder};
    bool deeper = false;
    while (!folders.empty()) {
        const fs::path here = folders.back();
        folders.pop_back();
        std::error_code error;
        fs::directory_iterator at(here, error);
        for (; !error && at != fs::directory_iterator(); at.increment(error)) {
            std::error_code ignored;
            if (at->is_directory(ignored) && !at->is_symlink(ignored)) {
                deeper = true;
                if (recursive && !at->path().filename().string().starts_with(".")) folders.push_back(at->path());
            } else if (isManifest(at->path()) && !at->path().filename().string().starts_with(".")) {
                files.push_back(at->path().string());
            }
            if (files.size() + folders.size() > mostFiles) {
                return core::failure(core::Fault::TooLarge,
                                     "The folder holds more than 10000 manifests. Name the part that you mean.",
                                     folder);
            }
        }
        if (error) return systemFault(error.value(), here.string());
    }
    if (files.empty()) {
        const bool below = deeper && !recursive;
        return core::failure(core::Fault::NotFound,
                             std::string("The folder holds no .yaml, .yml or .json files.") +
                                 (below ? " Add -R to read its subfolders too." : ""),
                             folder);
    }
    std::sort(files.begin(), files.end());
    return files;
}

core::Result<std::vector<std::string>> filesOf(const std::string& path, bool recursive)
{
    struct stat status {};
    if (path == "-") return std::vector<std::string>{path};
    if (::stat(path.c_str(), &status) != 0) return systemFault(errno, path);
    if (S_ISDIR(status.st_mode)) return filesIn(path, recursive);
    return std::vector<std::string>{path};
}

std::string placeText(const std::string& name, const core::text::Place& place)
{
    return name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

/// Whether a line of the document could show a secret value.
bool holdsSecret(const Manifest& manifest)
{
    const core::Json value = manifest.document.value();
    return core::change::isSecret(value) || core::change::masked(value) != value;
}

/// The same of a text that may be no YAML: whether the document around a place calls something in it a Secret.
bool callsItselfSecret(std::string_view text, std::size_t place)
{
    constexpr std::string_view mark = "\n---";
    const std::size_t above = text.substr(0, place).rfind(mark);
    const std::size_t start = above == std::string_view::npos ? 0 : above + mark.size();
    const std::string document =
        core::ascii::lowered(text.substr(start, text.find(mark, std::max(start, place)) - start));
    for (std::size_t at = document.find("kind"); at != std::string::npos; at = document.find("kind", at + 1)) {
        const std::size_t name = std::min(document.find_first_not_of(" \t\\\"':", at + 4), document.size());
        if (document.compare(name, 6, "secret") == 0) return true;
    }
    return document.find("stringdata") != std::string::npos;
}

} // namespace

std::vector<core::Json> Manifests::values() const
{
    std::vector<core::Json> values;
    values.reserve(documents.size());
    for (const Manifest& manifest : documents) values.push_back(manifest.document.value());
    return values;
}

core::Result<std::string> readFile(const std::string& path, std::size_t limit)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) return systemFault(errno, path);
    core::Result<std::string> bytes = readAll(descriptor, path, limit);
    ::close(descriptor);
    return bytes;
}

bool addText(Context& context, Manifests& manifests, std::string name, std::string bytes)
{
    auto text = std::make_unique<Text>();
    text->name = std::move(name);
    text->bytes = std::move(bytes);
    text->file = core::text::parse(text->bytes);
    for (const core::text::Problem& problem : text->file.problems) {
        Message message{.weight = problem.severity == core::text::Severity::Error ? Weight::Error : Weight::Warning,
                        .what = problem.what,
                        .where = placeText(text->name, problem.span.start),
                        .fix = problem.fix,
                        .excerpt = Excerpt{text->bytes, problem.span}};
        if (callsItselfSecret(text->bytes, problem.span.start.offset)) message.excerpt.reset();
        if (text->bytes.size() >= mostBytes) {
            // No more than that was read, so how large it is nobody knows here.
            message.what = "The text is larger than " + std::to_string(core::text::Limits{}.bytes >> 20U) +
                           " MiB, the most that is read.";
            message.where = text->name;
            message.excerpt.reset();
        }
        context.say(message);
    }
    for (const core::text::Document& document : text->file.documents) {
        manifests.documents.push_back({text.get(), document});
    }
    const bool ok = text->file.ok();
    manifests.texts.push_back(std::move(text));
    return ok;
}

std::optional<Manifests> readManifests(Context& context, const std::vector<std::string>& paths, bool recursive)
{
    Manifests manifests;
    bool ok = true;
    std::size_t total = 0;
    for (const std::string& path : paths) {
        const core::Result<std::vector<std::string>> files = filesOf(path, recursive);
        const bool named = files && files->size() == 1 && files->front() == path; // not found in a folder
        if (!files) {
            context.fail(files.error());
            ok = false;
            continue;
        }
        for (const std::string& file : *files) {
            const bool stdinput = file == "-";
            core::Result<std::string> bytes =
                stdinput ? readAll(STDIN_FILENO, standardInput, mostBytes) : readFile(file, mostBytes);
            if (bytes && (total += bytes->size()) > mostBytesOfAll + mostBytes) {
                bytes =
                    core::failure(core::Fault::TooLarge,
                                  "With this text the manifests are larger than 32 MiB together. Name fewer.", file);
            }
            if (!bytes) {
                context.fail(bytes.error());
                return std::nullopt;
            }
            if (!named && isTemplate(*bytes)) {
                context.say({.weight = Weight::Warning,
                             .what = "This is a template of Helm, no manifest yet, and is left out.",
                             .where = file,
                             .fix = "Hand in what `helm template` prints of the chart."});
                continue;
            }
            if (!named && isOfChart(file)) {
                context.say({.weight = Weight::Note,
                             .what = "This is a Helm chart's own file, no manifest, and is passed by.",
                             .where = file});
                continue;
            }
            ok = addText(context, manifests, stdinput ? standardInput : file, std::move(*bytes)) && ok;
        }
    }
    if (!ok) return std::nullopt;
    return manifests;
}

Message messageOf(const core::model::Issue& issue, const Manifests& manifests, const Manifest* fallback)
{
    Message message{.weight = weightOf(issue.severity), .what = issue.what, .fix = issue.fix};
    const Manifest* manifest = fallback;
    std::string pointer = issue.path;
    const std::size_t end = std::min(issue.path.find('/', 1), issue.path.size());
    std::size_t index = 0;
    if (issue.path.size() > 1) {
        const auto [stop, fault] = std::from_chars(issue.path.data() + 1, issue.path.data() + end, index);
        if (fault == std::errc() && stop == issue.path.data() + end && index < manifests.documents.size()) {
            manifest = &manifests.documents[index];
            pointer = issue.path.substr(end);
        }
    }
    if (manifest == nullptr) return message;
    const core::text::Span span = core::text::toldSpan(manifest->document, pointer);
    message.where = placeText(manifest->text->name, span.start);
    if (!holdsSecret(*manifest)) message.excerpt = Excerpt{manifest->text->bytes, span};
    return message;
}

} // namespace cli
