using Psa.Samples.BillingRun;
using Psa.Samples.BillingRun.Output;

using var interruption = new Interruption();
return await Cli.RunAsync(args, StandardOutput.Writer(), Console.Error, interruption.Token);
