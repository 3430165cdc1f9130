#pragma once

#include <QByteArray>
#include <QHash>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/preview/reasons.h"
#include "core/snapshot/names.h"

/// What the engine says (warnings, remedies, faults, gaps, figures with their noun), in the window's language.
///
/// The engine speaks English and knows no other language; its sentences stand where they are made. A translation file,
/// translations/engine_<language>.ts, holds each one's form with named places, and the translation with the same names:
/// "The cluster {name} is named twice." A place takes, by its name,
///   {number}  a figure             {name}  one word, or anything in quotes
///   {text}    anything, kept       {either} one word, or several with "or" between
///                                  other   anything with its brackets closed, translated in its turn: a phrase, a
///                                          sentence, a list of them, a name; where English prose would stay, the next
///                                          form is tried
/// with a digit behind the name where one comes twice. Forms that say more are tried first. Each sentence of a text is
/// translated by itself; what no form fits stays English. A new sentence of the engine needs one entry in that file, and nothing else (tst_engine_texts
/// reads the engine's sources and fails until it is there).
namespace ui {

class EngineTexts {
public:
    EngineTexts() = default;
    /// Of a translation file in Qt's .ts form; forms without a translation are left out.
    explicit EngineTexts(const QByteArray& ts);

    /// Takes in the sentences of reasons, whose translations stand in the window's own table: notes of a plan hold them as text,
    /// alone or behind a cluster's name.
    /// @param translation  of a sentence with its places; the same or empty: there is none
    void addReasons(const std::function<QString(const std::string&)>& translation);

    [[nodiscard]] bool empty() const { return m_whole.isEmpty() && m_forms.empty(); }
    [[nodiscard]] QString translated(const QString& english) const;
    /// Whether every sentence of it has a translation, of which no part stays English.
    [[nodiscard]] bool knows(const QString& english) const;

private:
    struct Form {
        QString source;
        QString translation;
        QStringList places;      ///< "{name2}", in the order of the source
        QString longest;         ///< its longest part without places: what a text must hold to be worth a match
        qsizetype fixed = 0;     ///< letters outside of places: what says more is tried first
        QRegularExpression form; ///< anchored; one group a place
    };
    /// What stands in a place that is translated in its turn: English prose there means that another form was meant.
    enum class Rest { MustBeKnown, MayStay };
    [[nodiscard]] std::optional<QString> phrase(const QString& english, int depth, Rest rest) const;
    [[nodiscard]] std::optional<QString> fitted(const Form& form, const QString& english, int depth, Rest rest) const;
    [[nodiscard]] std::optional<QString> list(const QString& english, int depth, Rest rest) const;
    [[nodiscard]] std::optional<QStringList> listed(const QStringList& items, int depth, Rest rest) const;
    [[nodiscard]] QString sentences(const QString& english, bool& complete) const;
    void add(const QString& source, const QString& translation);
    void sort(); ///< what says more is tried first
    static Form formOf(const QString& source, const QString& translation);

    QHash<QString, QString> m_whole; ///< sentences without places
    std::vector<Form> m_forms;
};

/// A name from a server or a file as people see it, in whatever cell or sentence: what turns the direction of writing, or is not
/// seen at all, is escaped (core::shown). Never for what is looked up by it. From any thread.
[[nodiscard]] QString nameText(const std::string& name);
/// The texts that engineText uses from now on; before the first window, from the thread that makes it.
void installEngineTexts(EngineTexts texts);
/// A sentence of core/preview/reasons.h in the window's language, its places still open.
[[nodiscard]] QString reasonForm(const std::string& sentence);
/// The sentence of a reason in the window's language, arguments filled in.
[[nodiscard]] QString reasonText(const core::preview::Reason& reason);
/// What failed, and where, in the window's language.
[[nodiscard]] QString errorText(const core::Error& error);
/// The names that a person knows the open fleet's clusters by; from the thread of the window.
void installClusterNames(core::snapshot::ClusterNames names);
/// A cluster's name as it is shown. From any thread.
[[nodiscard]] QString clusterText(const std::string& name);
/// What the engine said, in the window's language, clusters by these names, all names as nameText has them; English where no texts
/// are installed. From any thread.
[[nodiscard]] QString engineText(const std::string& english);

} // namespace ui
