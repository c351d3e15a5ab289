#include "bot/rendering/evidence_replies.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/rendering/root_message.hpp"

#include <iterator>
#include <utility>

namespace latchkey::rendering {

chat::Message private_answer(const Asked& asked, const Diagnosis& diagnosis) {
  chat::Message answer = root_concluded(asked, diagnosis);
  // Instead of who asked, which the only reader knows, and of a thread that there is not.
  answer.blocks.pop_back();
  // A private answer is one message; of a very long one the first part is what matters.
  std::vector<chat::Message> evidence = evidence_replies(diagnosis);
  auto& blocks = evidence.front().blocks;
  std::move(blocks.begin(), blocks.end(), std::back_inserter(answer.blocks));
  answer.blocks.push_back(
      {.kind = chat::Block::Kind::small_print,
       .text = {chat::plain("Only you see this, and it has no buttons, because Latchkey is not in "
                            "this channel. Type “/invite @Latchkey” and ask again to change "
                            "that.")}});
  return answer;
}

}  // namespace latchkey::rendering
