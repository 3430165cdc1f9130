#pragma once

#include <QFrame>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace ui {

class YamlEdit;

/// Find in the text: Ctrl+F shows it, F3 and Shift+F3 step, Esc closes it. All places are marked, the count is said, the
/// search goes round at the end.
class FindBar final : public QFrame {
    Q_OBJECT
public:
    explicit FindBar(QWidget* parent = nullptr);

    void setEditor(YamlEdit* editor);
    void open();
    void close();
    void step(bool forward);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void search();

    YamlEdit* m_editor = nullptr;
    QLineEdit* m_what;
    QCheckBox* m_case;
    QLabel* m_count;
    QMetaObject::Connection m_following;
};

} // namespace ui
