#include "core/snapshot/file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/replace_file.h"
#include "core/snapshot/catalogue.h"
#include "core/snapshot/dumps.h"

namespace core::snapshot {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largestSnapshot = std::uintmax_t{4} << 30U;
constexpr std::size_t pieceBytes = 1U << 20U;
constexpr std::size_t mostFiles = 100'000;

/// A path as a message may show it: names come from outside.
std::string shown(const std::string& path)
{
    std::string text = path;
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
    return text;
}

tl::unexpected<Error> systemFault(int number, const std::string& path)
{
    switch (number) {
    case ENOENT:
        return failure(Fault::NotFound,
                       "There is no such file or folder. Check the path, and the folder that it starts from.",
                       shown(path));
    case EACCES:
    case EPERM:
        return failure(Fault::Denied, "No permission to read it. Ask its owner, or change its mode with chmod.",
                       shown(path));
    case ELOOP:
        return failure(Fault::Malformed, "Its symbolic links lead in a circle. Take the link away.", shown(path));
    case ENAMETOOLONG: return failure(Fault::Malformed, "The path is too long.", shown(path));
    case ENOSPC:
    case EDQUOT: return failure(Fault::Unavailable, "There is no space left to write it.", shown(path));
    default:
        return failure(Fault::Unavailable, std::string("It cannot be used: ") + std::strerror(number) + ".",
                       shown(path));
    }
}

/// An open file that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {}
    ~Descriptor()
    {
        if (m_number >= 0) ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

struct OpenFile {
    std::shared_ptr<Descriptor> descriptor;
    std::uint64_t size{};
};

/// Regular files only: a pipe or a device would block or never end.
Result<OpenFile> openRegular(const std::string& path, const std::string& where)
{
    const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (number < 0 && errno == ENXIO)
        return failure(Fault::Malformed, "It is a pipe or a socket, not a file.", shown(where));
    if (number < 0) return systemFault(errno, where);
    auto descriptor = std::make_shared<Descriptor>(number);
    struct stat status {};
    if (::fstat(number, &status) != 0) return systemFault(errno, where);
    if (!S_ISREG(status.st_mode))
        return failure(Fault::Malformed, "It is not a regular file; only files and folders are read.", shown(where));
    return OpenFile{std::move(descriptor), static_cast<std::uint64_t>(status.st_size)};
}

Result<std::size_t> readPiece(const Descriptor& descriptor, char* to, std::size_t most, const std::string& where)
{
    for (;;) {
        const ssize_t got = ::read(descriptor.number(), to, most);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) return systemFault(errno, where);
    }
}

/// Reads a file from its beginning, a piece at a time.
Result<detail::Source> sourceOf(const std::string& path, const std::string& where)
{
    const Result<OpenFile> file = openRegular(path, where);
    if (!file) return tl::unexpected(file.error());
    auto buffer = std::make_shared<std::string>(std::min<std::uint64_t>(pieceBytes, file->size + 1), '\0');
    return detail::Source([descriptor = file->descriptor, buffer, where]() -> Result<std::string_view> {
        const Result<std::size_t> got = readPiece(*descriptor, buffer->data(), buffer->size(), where);
        if (!got) return tl::unexpected(got.error());
        return std::string_view(buffer->data(), *got);
    });
}

Result<std::string> readWhole(const std::string& path)
{
    const Result<OpenFile> file = openRegular(path, path);
    if (!file) return tl::unexpected(file.error());
    if (file->size > largestSnapshot)
        return failure(Fault::TooLarge, "The file is larger than 4 GiB; no snapshot is.", shown(path));
    std::string bytes(static_cast<std::size_t>(file->size), '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
        const Result<std::size_t> got = readPiece(*file->descriptor, bytes.data() + at, bytes.size() - at, path);
        if (!got) return tl::unexpected(got.error());
        if (*got == 0) break;
        at += *got;
    }
    bytes.resize(at);
    return bytes;
}

std::string lowerEnding(const std::string& name)
{
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos || dot == 0 ? std::string() : name.substr(dot);
}

bool isDump(const std::string& name)
{
    const std::string ending = lowerEnding(name);
    return ending == ".json" || ending == ".yaml" || ending == ".yml";
}

/// Dumps lie in the folder itself, in fleet/ or in clusters/<name>/; of what lies in clusters/ it is said where it belongs.
bool isPlaceOfDumps(const std::string& path)
{
    const auto slashes = std::count(path.begin(), path.end(), '/');
    const bool ofClusters = path.starts_with("clusters/");
    return slashes == 0 || (slashes == 1 && (ofClusters || path.starts_with("fleet/"))) || (slashes == 2 && ofClusters);
}

constexpr const char* notRead =
    "Not read: dumps end in .json, .yaml or .yml and lie in this folder, in fleet/ or in clusters/<name>/.";

/// What a folder of dumps holds, by relative path.
struct Listing {
    std::vector<std::string> files;    ///< dumps
    std::vector<std::string> clusters; ///< folders in clusters/
    std::vector<std::string> others;   ///< files and folders that are not read
};

Result<std::vector<fs::directory_entry>> entriesOf(const fs::path& folder, const std::string& where)
{
    std::vector<fs::directory_entry> entries;
    std::error_code error;
    fs::directory_iterator at(folder, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) {
        if (entries.size() >= mostFiles)
            return failure(Fault::TooLarge, "The folder has more than 100000 entries; this is no folder of dumps.",
                           shown(where));
        entries.push_back(*at);
    }
    if (error) return systemFault(error.value(), where);
    std::sort(entries.begin(), entries.end());
    return entries;
}

/// Files of one folder; `folders` gets its subfolders' names.
Result<void> listFolder(const fs::path& root, const std::string& relative, Listing& listing,
                        std::vector<std::string>& folders)
{
    const fs::path folder = relative.empty() ? root : root / relative;
    const auto entries = entriesOf(folder, folder.string());
    if (!entries) return tl::unexpected(entries.error());
    for (const fs::directory_entry& entry : *entries) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(".")) continue;
        const std::string path = relative.empty() ? name : relative + "/" + name;
        std::error_code error;
        if (entry.is_directory(error)) {
            folders.push_back(name);
        } else if (isDump(name)) {
            listing.files.push_back(path);
        } else {
            listing.others.push_back(path);
        }
    }
    return {};
}

Result<Listing> list(const fs::path& root)
{
    Listing listing;
    std::vector<std::string> top;
    if (auto done = listFolder(root, "", listing, top); !done) return tl::unexpected(done.error());
    const auto others = [&](const std::string& parent, const std::vector<std::string>& folders) {
        for (const std::string& folder : folders) listing.others.push_back(parent + folder + "/");
    };
    for (const std::string& folder : top) {
        std::vector<std::string> below;
        if (folder != "fleet" && folder != "clusters") {
            others("", {folder});
            continue;
        }
        if (auto done = listFolder(root, folder, listing, below); !done) return tl::unexpected(done.error());
        if (folder == "fleet") {
            others("fleet/", below);
            continue;
        }
        for (const std::string& cluster : below) {
            std::vector<std::string> deeper;
            listing.clusters.push_back(cluster);
            if (auto done = listFolder(root, "clusters/" + cluster, listing, deeper); !done)
                return tl::unexpected(done.error());
            others("clusters/" + cluster + "/", deeper);
        }
    }
    std::sort(listing.files.begin(), listing.files.end());
    return listing;
}

std::string nameOf(const std::string& where)
{
    fs::path path(where);
    if (path.filename().empty() || path.filename() == "." || path.filename() == "..") {
        std::error_code error;
        path = fs::weakly_canonical(path, error);
        if (path.filename().empty()) path = path.parent_path();
    }
    return shown(path.filename().string());
}

Result<Opened> openFolder(const std::string& path)
{
    const Result<Listing> listing = list(path);
    if (!listing) return tl::unexpected(listing.error());
    if (listing->files.empty() && listing->clusters.empty())
        return failure(Fault::NotFound,
                       "The folder holds no dumps. Put what `kubectl get nodes -o json` and `kubectl get pods -A -o "
                       "json` print into clusters/<name>/nodes.json and pods.json.",
                       shown(path));
    const bool flat = listing->clusters.empty() &&
                      std::none_of(listing->files.begin(), listing->files.end(),
                                   [](const std::string& f) { return f.find('/') != std::string::npos; });
    detail::DumpReader reader(nameOf(path), flat);
    for (const std::string& cluster : listing->clusters) reader.addCluster(cluster);
    for (const std::string& file : listing->files) {
        const std::string full = path + "/" + file;
        const Result<OpenFile> opened = openRegular(full, full);
        if (!opened) return tl::unexpected(opened.error());
        if (auto added = reader.add({file, [full] { return sourceOf(full, full); }, opened->size}); !added) {
            Error error = added.error();
            if (!error.where.starts_with(path)) error.where = shown(path + "/" + error.where);
            return tl::unexpected(std::move(error));
        }
    }
    for (const std::string& other : listing->others) reader.note(model::Severity::Note, shown(other), notRead);
    return reader.finish();
}

/// Texts to preview, which are no part of the demo's fleet.
constexpr std::string_view manifestFolder = "manifests/";

std::vector<DumpFile> embeddedBelow(const std::string& folder)
{
    std::vector<DumpFile> files;
    for (const EmbeddedFile& file : embeddedFiles())
        if (file.path.starts_with(folder))
            files.push_back({std::string(file.path.substr(folder.size())), std::string(file.bytes)});
    return files;
}

} // namespace

Result<Opened> open(const std::string& path)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return systemFault(errno, path);
    if (S_ISDIR(status.st_mode)) return openFolder(path);
    const Result<std::string> bytes = readWhole(path);
    if (!bytes) return tl::unexpected(bytes.error());
    if (bytes->empty())
        return failure(Fault::Malformed, "The file is empty. Name a snapshot, or a folder of dumps.", shown(path));
    if (isDump(path) && !bytes->starts_with("\x89"))
        return failure(Fault::Malformed, "This is a single dump, not a snapshot. Open the folder that it is in.",
                       shown(path));
    Result<FleetPtr> fleet = unpack(*bytes, shown(path));
    if (!fleet) return tl::unexpected(fleet.error());
    return Opened{std::move(*fleet), {}, false, false};
}

Result<void> save(const Fleet& fleet, const std::string& path)
{
    const int number = replaceFile(path, pack(fleet));
    if (number == 0) return {};
    if (number != EACCES && number != EPERM && number != EROFS) return systemFault(number, path);
    const std::string folder =
        fs::path(path).parent_path().string(); // where the new file is written beside the old one
    return failure(
        Fault::Denied,
        "No permission to write in this folder, so the file cannot be saved there. Name a folder that you may "
        "write to, or ask its owner for the right.",
        shown(folder.empty() ? "." : folder));
}

Result<Opened> openDumps(std::vector<DumpFile> files, const std::string& where)
{
    std::sort(files.begin(), files.end(), [](const DumpFile& a, const DumpFile& b) { return a.path < b.path; });
    const bool flat = std::none_of(files.begin(), files.end(), [](const DumpFile& f) {
        return f.path.starts_with("clusters/") || f.path.starts_with("fleet/");
    });
    detail::DumpReader reader(nameOf(where), flat);
    for (const DumpFile& file : files) {
        if (!isDump(file.path) || !isPlaceOfDumps(file.path)) {
            reader.note(model::Severity::Note, shown(file.path), notRead);
            continue;
        }
        const auto source = [&file]() -> Result<detail::Source> {
            auto given = std::make_shared<bool>(false);
            return detail::Source([&file, given]() -> Result<std::string_view> {
                return std::exchange(*given, true) ? std::string_view() : std::string_view(file.text);
            });
        };
        if (auto added = reader.add({file.path, source, file.text.size()}); !added) {
            Error error = added.error();
            if (!where.empty()) error.where = shown(where + "/" + error.where);
            return tl::unexpected(std::move(error));
        }
    }
    return reader.finish();
}

Result<Opened> openDemo()
{
    std::vector<DumpFile> files = embeddedBelow("demo/");
    std::erase_if(files, [](const DumpFile& f) { return f.path.starts_with(manifestFolder); });
    if (files.empty()) return failure(Fault::NotFound, "This build has no demo fleet.", "demo");
    return openDumps(std::move(files), "demo");
}

std::vector<DumpFile> demoManifests()
{
    return embeddedBelow("demo/" + std::string(manifestFolder));
}

} // namespace core::snapshot
