#pragma once

#include <QFrame>
#include <QString>

#include <functional>
#include <vector>

#include "ui/theme/theme.h"

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace ui {

/// A line above what it speaks of: glyph, sentence, what can be done about it. Takes the place of a dialog for all that
/// can be undone or waits. Where the sentence would be squeezed, what can be done stands below it. Shows one message at a time; the next one replaces it.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    struct Action {
        QString text; ///< what it does: "Save anyway"
        std::function<void()> run;
    };

    explicit MessageBar(QWidget* parent = nullptr);

    void say(theme::Tone tone, const QString& sentence, std::vector<Action> actions = {});
    void dismiss();
    [[nodiscard]] QString sentence() const;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void recolour();
    void placeButtons();

    QLabel* m_glyph;
    QLabel* m_text;
    QGridLayout* m_grid;
    QWidget* m_buttons;
    QHBoxLayout* m_actions; ///< in m_buttons
    QToolButton* m_close;
    bool m_isBelow = false;
    theme::Tone m_tone = theme::Tone::Plain;
};

} // namespace ui
