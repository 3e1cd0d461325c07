/** Small repositories to try the advice of the rules in: one for each language, and what a piece of advice takes for granted. */

export type Files = Readonly<Record<string, string>>;

/** A repository that is about to call a model, and the file that does so, as simply as can be. */
interface Base {
  readonly project: Files;
  readonly call: Files;
  /** An agent without any limit, for advice on agents. */
  readonly agent: Files;
}

const README = '# Orders\n\nAnswers questions of customers about their orders.\n';

const python: Base = {
  project: { 'README.md': README, 'requirements.txt': 'openai==2.8.0\npytest==9.0.1\n', 'app/__init__.py': '' },
  call: {
    'app/answer.py': `from openai import OpenAI

client = OpenAI()


def answer(question: str) -> str:
    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])
    return reply.choices[0].message.content or ""
`,
  },
  agent: {
    'app/tools.py': `TOOLS = [{"type": "function", "function": {"name": "find_order", "parameters": {}}}]


def run_tool(name: str, arguments: dict) -> dict:
    return {"find_order": lambda number: {"number": number}}[name](**arguments)
`,
    'app/agent.py': `import json

from openai import OpenAI

from app.tools import TOOLS, run_tool

client = OpenAI()


def run_agent(question: str) -> str:
    messages = [{"role": "user", "content": question}]
    while True:
        message = client.chat.completions.create(model="gpt-4o", messages=messages, tools=TOOLS).choices[0].message
        if not message.tool_calls:
            return message.content
        messages.append(message)
        for call in message.tool_calls:
            result = run_tool(call.function.name, json.loads(call.function.arguments))
            messages.append({"role": "tool", "tool_call_id": call.id, "content": json.dumps(result)})
`,
  },
};

const typescript: Base = {
  project: {
    'README.md': README,
    'package.json': '{ "name": "orders", "private": true, "type": "module", "dependencies": { "ai": "6.0.0", "@ai-sdk/openai": "3.0.0" }, "devDependencies": { "vitest": "4.0.0" } }',
  },
  call: {
    'src/answer.ts': `import { openai } from '@ai-sdk/openai';
import { generateText } from 'ai';

export async function answer(question: string): Promise<string> {
  const { text } = await generateText({ model: openai('gpt-4o'), prompt: question });
  return text;
}
`,
  },
  agent: {
    'src/agent.ts': `import { openai } from '@ai-sdk/openai';
import { ToolLoopAgent } from 'ai';
import { tools } from './tools';

const agent = new ToolLoopAgent({ model: openai('gpt-4o'), tools });

export const runAgent = (prompt: string) => agent.generate({ prompt });
`,
    'src/tools.ts': `import { tool } from 'ai';
import { z } from 'zod';

export const tools = { findOrder: tool({ inputSchema: z.object({ number: z.string() }), execute: async ({ number }) => ({ number }) }) };
`,
  },
};

const java: Base = {
  project: {
    'README.md': README,
    'pom.xml': `<project>
  <groupId>com.example</groupId>
  <artifactId>orders</artifactId>
  <version>1.0.0</version>
  <dependencies>
    <dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j</artifactId><version>1.9.1</version></dependency>
    <dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j-open-ai</artifactId><version>1.9.1</version></dependency>
    <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>6.0.1</version><scope>test</scope></dependency>
  </dependencies>
</project>
`,
  },
  call: {
    'src/main/java/com/example/orders/Assistant.java': `package com.example.orders;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;

public final class Assistant {
  private final ChatModel model;

  public Assistant() {
    this(OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_API_KEY")).modelName("gpt-4o").build());
  }

  Assistant(ChatModel model) {
    this.model = model;
  }

  public String answer(String question) {
    return model.chat(question);
  }
}
`,
  },
  agent: {
    'src/main/java/com/example/orders/OrdersAgent.java': `package com.example.orders;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;

public interface OrdersAgent {
  String answer(String question);

  static OrdersAgent create(ChatModel model, OrderTools tools) {
    return AiServices.builder(OrdersAgent.class).chatModel(model).tools(tools).build();
  }
}
`,
    'src/main/java/com/example/orders/OrderTools.java': `package com.example.orders;

import dev.langchain4j.agent.tool.Tool;

public interface OrderTools {
  @Tool("An order by its number")
  String findOrder(String number);
}
`,
  },
};

const csharp: Base = {
  project: {
    'README.md': README,
    'Orders.csproj': '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="OpenAI" Version="2.7.0" /><PackageReference Include="xunit" Version="2.9.3" /></ItemGroup></Project>\n',
  },
  call: {
    'Assistant.cs': `using OpenAI.Chat;

public sealed class Assistant
{
    private readonly ChatClient client = new("gpt-4o", Environment.GetEnvironmentVariable("OPENAI_API_KEY"));

    public async Task<string> AnswerAsync(string question)
    {
        ChatCompletion completion = await client.CompleteChatAsync(question);
        return completion.Content[0].Text;
    }
}
`,
  },
  agent: {},
};

const go: Base = {
  project: { 'README.md': README, 'go.mod': 'module example.com/orders\n\ngo 1.25\n\nrequire github.com/openai/openai-go v1.12.0\n' },
  call: {
    'answer.go': `package main

import (
	"context"

	"github.com/openai/openai-go"
)

func answer(ctx context.Context, question string) (string, error) {
	client := openai.NewClient()
	reply, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model:    "gpt-4o",
		Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(question)},
	})
	if err != nil {
		return "", err
	}
	return reply.Choices[0].Message.Content, nil
}
`,
  },
  agent: {},
};

/** Where the framework of the base already is what the advice leads to, the call is one by the vendor's own SDK. */
const BY_VENDOR: Readonly<Record<string, Files>> = {
  typescript: {
    'src/answer.ts': `import OpenAI from 'openai';

const client = new OpenAI();

export async function answer(question: string): Promise<string> {
  const reply = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] });
  return reply.choices[0]?.message.content ?? '';
}
`,
  },
  java: {
    'src/main/java/com/example/orders/Assistant.java': `package com.example.orders;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

public final class Assistant {
  private final OpenAIClient client = OpenAIOkHttpClient.fromEnv();

  public String answer(String question) {
    var params = ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(question).build();
    return client.chat().completions().create(params).choices().get(0).message().content().orElse("");
  }
}
`,
  },
};

const BASES: Readonly<Record<string, Base>> = { python, typescript, java, csharp, go };

/** What advice takes for granted besides an agent, in the plainest form: without what the advice adds. */
const GRANTED: Readonly<Record<string, Readonly<Record<string, Files>>>> = {
  'mcp-servers': { any: { '.mcp.json': '{ "mcpServers": { "browser": { "command": "npx", "args": ["-y", "@playwright/mcp@latest"] } } }\n' } },
  'agent-open-workflow': {
    any: { '.github/workflows/agent.yml': 'on: { issue_comment: { types: [created] } }\npermissions: { contents: write }\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    steps:\n      - run: claude -p "$COMMENT"\n' },
  },
  'long-term-memory': {
    any: { 'app/memory.py': 'from mem0 import Memory\n\nmemory = Memory()\n' },
    typescript: { 'src/memory.ts': "import { MemoryClient } from 'mem0ai';\n\nexport const memory = new MemoryClient();\n" },
  },
  'remote-agents': {
    any: { 'app/remote.py': 'from google.adk.agents.remote_a2a_agent import RemoteA2aAgent\n\norders = RemoteA2aAgent(name="orders", agent_card="https://agents.example.com/card.json")\n' },
  },
};

/** The repository that advice for a language is tried in; `any` stands for Python's. `when`: the practice that it depends on. */
export function baseOf(language: string, { call: wanted, when }: { readonly call?: 'none' | 'vendor' | undefined; readonly when?: string | undefined }): Files {
  const base = BASES[language] ?? python;
  const call = wanted === 'none' ? {} : wanted === 'vendor' ? (BY_VENDOR[language] ?? base.call) : base.call;
  const granted = when === undefined ? undefined : GRANTED[when];
  return { ...base.project, ...call, ...(when === undefined || when === 'rag' ? {} : base.agent), ...(granted?.[language] ?? granted?.['any']) };
}
