#include "tests/core/text/reading.h"
#include "tests/support/test.h"

#include <random>

namespace tst_yaml_properties {

using namespace core::text;
using namespace reading;

namespace {

/// Random values and random texts for them, from a seed.
class Maker {
public:
    explicit Maker(unsigned seed)
        : m_random(seed)
    {}

    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(m_random); }
    bool chance(std::size_t percent) { return below(100) < percent; }

    std::string word()
    {
        static const char* const words[] = {
            "web",   "yes",        "12",    "0x1F",       "a: b",     "x #y",  "it's",
            "\"q\"", "",           " lead", "tail ",      "-",        "null",  "<<",
            "1e3",   "two\nlines", "end\n", "\ttab",      "\xC3\xA9", "*a",    "{x}",
            "a,b",   "?",          "12:30", "2024-01-02", "---",      "a\n\n", "\xF0\x9F\x98\x80",
            "\x01",  "# c",        "%",     "[",          "k]",       "|",     "a\\b",
            "~",     "=",          " \n x"};
        return chance(30) ? std::string(1, static_cast<char>('a' + below(26))) : words[below(std::size(words))];
    }

    core::Json scalar()
    {
        switch (below(6)) {
        case 0: return static_cast<std::int64_t>(below(100000)) - 50000;
        case 1: return static_cast<double>(below(1000)) / 8 - 17.3;
        case 2: return chance(50);
        case 3: return nullptr;
        default: return word();
        }
    }

    core::Json value(std::size_t depth)
    {
        if (depth == 0 || chance(45)) return scalar();
        const std::size_t count = below(4);
        if (chance(40)) {
            core::Json list = core::Json::array();
            for (std::size_t i = 0; i < count; ++i) list.push_back(value(depth - 1));
            return list;
        }
        core::Json mapping = core::Json::object();
        for (std::size_t i = 0; i < count; ++i) mapping[word()] = value(depth - 1);
        return mapping;
    }

    core::Json document()
    {
        core::Json made = core::Json::object();
        while (made.empty()) made = value(4);
        if (!made.is_structured()) made = core::Json{{"k", made}};
        return made;
    }

    /// Written in block or JSON form, with comments, CRLF and no last line end thrown in.
    std::string text(const core::Json& value)
    {
        if (chance(20)) return value.dump(chance(50) ? -1 : 2);
        std::string out;
        std::string plain = toYaml(value);
        const bool comments =
            plain.find('|') == std::string::npos && plain.find('"') == std::string::npos && chance(60);
        for (const char c : plain) {
            if (c == '\n' && comments && chance(30)) out += "   # note";
            out += c;
            if (c == '\n' && comments && chance(15)) out += "# line\n";
        }
        // A block of text without a last line end says something else.
        if (chance(20) && !out.empty() && out.find('|') == std::string::npos) out.pop_back();
        return chance(20) ? crlf(out) : out;
    }

    std::string crlf(const std::string& text)
    {
        std::string out;
        for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
        return out;
    }

private:
    std::mt19937 m_random;
};

void collect(const core::Json& value, const std::string& pointer, std::vector<std::string>& out)
{
    out.push_back(pointer);
    std::size_t index = 0;
    for (auto it = value.begin(); value.is_structured() && it != value.end(); ++it, ++index) {
        collect(*it, pointer + "/" + (value.is_object() ? pointerPart(it.key()) : std::to_string(index)), out);
    }
}

/// What stands in both texts at the ends is the same; the middle is what an edit has touched.
struct Touched {
    std::size_t start = 0;
    std::size_t end = 0; ///< in the old text
};

Touched touchedBy(const Patches& patches)
{
    Touched t{patches.front().offset, patches.front().offset};
    for (const Patch& patch : patches) {
        t.start = std::min(t.start, patch.offset);
        t.end = std::max(t.end, patch.offset + patch.length);
    }
    return t;
}

} // namespace

class TestYamlProperties : public QObject {
    Q_OBJECT

private slots:
    void readsBackWhatItWrites()
    {
        for (unsigned seed = 0; seed < 3000; ++seed) {
            Maker maker(seed);
            const core::Json value = maker.document();
            const std::string text = toYaml(value);
            const File file = parse(text);
            QVERIFY2(file.ok() && file.documents.size() == 1, (listed(file) + text).c_str());
            QVERIFY2(file.documents[0].value() == value, text.c_str());
            QCOMPARE(shown(toYaml(file.documents[0].value())), shown(text));
        }
    }

    void setsOneValueAndNothingElse()
    {
        int refused = 0;
        int done = 0;
        for (unsigned seed = 0; seed < 1500; ++seed) {
            Maker maker(seed + 100'000);
            const core::Json value = maker.document();
            const std::string text = maker.text(value);
            const File file = parse(text);
            QVERIFY2(file.ok() && file.documents.size() == 1, (listed(file) + text).c_str());
            const Document& document = file.documents[0];
            QVERIFY2(document.value() == value, text.c_str());
            std::vector<std::string> pointers;
            collect(value, "", pointers);
            const std::string pointer = pointers[maker.below(pointers.size())];
            if (pointer.empty()) continue;
            const core::Json fresh = maker.chance(70) ? maker.scalar() : maker.value(2);
            const auto patches = setValue(document, pointer, fresh);
            if (!patches) {
                ++refused;
                continue;
            }
            ++done;
            core::Json wanted = value;
            wanted[core::Json::json_pointer(pointer)] = fresh;
            const std::string after = core::text::apply(text, *patches);
            const File again = parse(after);
            QVERIFY2(again.documents.size() == 1 && again.documents[0].value() == wanted,
                     (text + "\n== " + pointer + " := " + fresh.dump() + "\n" + after).c_str());
            staysInside(document, pointer, fresh, *patches, text);
        }
        QVERIFY2(refused * 50 < done, qPrintable(QString("%1 of %2 refused").arg(refused).arg(done)));
    }

    void addsAndRemovesOneEntry()
    {
        int refused = 0;
        int done = 0;
        for (unsigned seed = 0; seed < 1500; ++seed) {
            Maker maker(seed + 200'000);
            const core::Json value = maker.document();
            const std::string text = maker.text(value);
            const File file = parse(text);
            std::vector<std::string> pointers;
            collect(value, "", pointers);
            const std::string pointer = pointers[maker.below(pointers.size())];
            core::Json wanted = value;
            core::Json& at = wanted[core::Json::json_pointer(pointer)];
            const core::Json fresh = maker.value(2);
            core::Result<Patches> patches;
            if (at.is_array() && maker.chance(70)) {
                const std::size_t index = maker.below(at.size() + 1);
                patches = insertValue(file.documents[0], pointer + "/" + std::to_string(index), fresh);
                at.insert(at.begin() + static_cast<std::ptrdiff_t>(index), fresh);
            } else if (at.is_object() && maker.chance(70)) {
                patches = setValue(file.documents[0], pointer + "/new~1key", fresh);
                at["new/key"] = fresh;
            } else if (!pointer.empty()) {
                patches = removeValue(file.documents[0], pointer);
                const auto parent = core::Json::json_pointer(pointer).parent_pointer();
                const std::string last = core::Json::json_pointer(pointer).back();
                core::Json& container = wanted[parent];
                if (container.is_array()) {
                    container.erase(std::stoul(last));
                } else {
                    container.erase(last);
                }
            } else {
                continue;
            }
            if (!patches) {
                ++refused;
                continue;
            }
            ++done;
            const std::string after = core::text::apply(text, *patches);
            const File again = parse(after);
            QVERIFY2(again.documents.size() == 1 && again.documents[0].value() == wanted,
                     (text + "\n== " + pointer + "\n" + after).c_str());
        }
        QVERIFY2(refused * 50 < done, qPrintable(QString("%1 of %2 refused").arg(refused).arg(done)));
    }

    void survivesAnyCutAndAnyFlippedBit()
    {
        const std::string text = "a: &x {k: [1, 'two', \"th\\u00e9\"]}\r\nb:\n  - <<: *x\n    c: |-\n      lit\n  - "
                                 "!!str 5 # n\n---\n{\"j\": [1]}\n";
        for (std::size_t i = 0; i <= text.size(); ++i) {
            const File cutOff = parse(text.substr(0, i));
            for (const Document& document : cutOff.documents) QVERIFY(document.span().end.offset <= i);
            for (int bit = 0; bit < 8 && i < text.size(); ++bit) {
                std::string flipped = text;
                flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
                const File file = parse(flipped);
                for (const Problem& problem : file.problems) QVERIFY(!problem.what.empty());
                for (const Document& document : file.documents) QVERIFY(document.locate("").has_value());
            }
        }
    }

private:
    /// A scalar that replaces a scalar on its line touches no byte outside of the old value.
    void staysInside(const Document& document, const std::string& pointer, const core::Json& fresh,
                     const Patches& patches, const std::string& text)
    {
        if (fresh.is_structured() || document.value()[core::Json::json_pointer(pointer)].is_structured()) return;
        const NodePlace place = *document.locate(pointer);
        const Touched touched = touchedBy(patches);
        QVERIFY2(touched.start >= place.value.start.offset && touched.end <= place.value.end.offset,
                 (text + "\n== " + pointer + " := " + fresh.dump()).c_str());
    }
};

BERTH_TEST(TestYamlProperties)

} // namespace tst_yaml_properties

#include "tst_yaml_properties.moc"
