using Psa.Samples.BillingRun;

using var interruption = new Interruption();
return await Cli.RunAsync(args, Console.Out, Console.Error, interruption.Token);
