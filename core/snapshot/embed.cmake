# cmake -DROOT=… -DOUT=… -DFILES="a;b" -P embed.cmake: files as constant bytes in one source file.
set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS FILES)
    file(READ "${ROOT}/${file}" hex HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
    string(APPEND arrays "constexpr unsigned char file${number}[] = {${bytes}0};\n")
    string(APPEND rows "    {\"${file}\", view(file${number}, sizeof file${number} - 1)},\n")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE "${OUT}" "// Made by core/snapshot/embed.cmake.
#include \"core/snapshot/catalogue.h\"

namespace core::snapshot {
namespace {
${arrays}
std::string_view view(const unsigned char* bytes, std::size_t size)
{
    return {reinterpret_cast<const char*>(bytes), size};
}
} // namespace

std::vector<EmbeddedFile> embeddedFiles()
{
    return {
${rows}    };
}

} // namespace core::snapshot
")
